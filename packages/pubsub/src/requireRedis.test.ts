import { createServer, type AddressInfo, type Server } from 'node:net';

import { closeRedis, connectRedis } from './redisConnection.ts';
import { requireRedis } from './requireRedis.ts';

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

/** Answers whatever comes with the same line; with nothing if there is none. */
async function answering(line?: string): Promise<number> {
  const started = createServer((socket) => {
    socket.on('error', () => undefined).on('data', () => line !== undefined && socket.write(`${line}\r\n`));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return (started.address() as AddressInfo).port;
}

test.each([
  ['nothing listens', null, /ECONNREFUSED/],
  ['the password is wrong', '-WRONGPASS invalid username-password pair or user is disabled.', /WRONGPASS/],
  ['it is something else', 'HTTP/1.1 400 Bad Request', /is no Redis/],
])('says in one sentence where there is none to be used when %s, without the password', async (_when, line, why) => {
  const port = line === null ? 1 : await answering(line);
  const refused = await requireRedis(`redis://prism:hidden@127.0.0.1:${String(port)}`).catch((error: unknown) => error);
  const message = Error.isError(refused) ? refused.message : '';
  expect(message).toMatch(new RegExp(`^Redis at 127\\.0\\.0\\.1:${String(port)} cannot be used: .+REDIS_URL.+\\.$`));
  expect(message).toMatch(why);
  expect(message).not.toContain('hidden');
});

test('does not wait for ever for one that does not answer', async () => {
  const port = String(await answering());
  await expect(requireRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
    `Redis at 127.0.0.1:${port} cannot be used: it does not answer. `,
  );
});

const redisUrl = process.env['TEST_REDIS_URL'];

(redisUrl ? test : test.skip)('lets one that is there pass, but not with a database that it has not', async () => {
  await requireRedis(redisUrl ?? '');
  await expect(requireRedis(new URL('/9999', redisUrl).href)).rejects.toThrow('DB index');
});

test('connections that try again and again tell of it once', async () => {
  const lines: string[] = [];
  const log = { warn: (line: string) => void lines.push(line) };
  const connections = [1, 2, 3].map(() => connectRedis('redis://:hidden@127.0.0.1:1/0', log, {}));
  const failTwice = connections.map(
    (redis) =>
      new Promise<void>((resolve) => {
        redis.once('error', () => redis.once('error', () => resolve()));
      }),
  );
  await Promise.all(failTwice);
  await Promise.all(connections.map(closeRedis));
  expect(lines).toEqual([expect.stringMatching(/^Redis at 127\.0\.0\.1:1 cannot be used, .*ECONNREFUSED/)]);
});
