import { requireBothOrNone } from './requireBothOrNone.ts';

test('services are named both or neither', () => {
  const [databaseUrl, redisUrl] = ['postgres://127.0.0.1/prism', 'redis://127.0.0.1'];
  requireBothOrNone({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
  requireBothOrNone({ DATABASE_URL: '' });
  expect(() => requireBothOrNone({ DATABASE_URL: databaseUrl })).toThrow('DATABASE_URL is set and REDIS_URL is not');
  expect(() => requireBothOrNone({ DATABASE_URL: '', REDIS_URL: redisUrl })).toThrow('DATABASE_URL is not');
});
