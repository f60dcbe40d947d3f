import { redisUrl } from './fragments.ts';

const isRedisUrl = (value: string) => redisUrl.safeParse(value).success;

test.each(['redis://localhost', 'rediss://prism:p%40ss@[::1]:6380/', 'redis://:secret@redis:6379/15?family=6'])(
  'a Redis may be at %s',
  (value) => {
    expect(isRedisUrl(value)).toBe(true);
  },
);

test.each([
  ...[
    'redis://localhost/abc',
    'redis://localhost/1/2',
    'redis:///tmp/redis.sock',
    'redis:/1',
    'redis://:p%zz@localhost',
  ],
  ...['http://localhost', '//localhost', 'localhost:6379', ''],
])('none is at %s', (value) => {
  expect(isRedisUrl(value)).toBe(false);
});
