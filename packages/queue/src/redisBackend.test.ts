import net from 'node:net';

import { newId } from '@prism/db/newId';
import { until } from '@prism/testkit/until';

import { createRedisBackend } from './redisBackend.ts';
import { testRedisUrl } from './testing/env.ts';
import { testQueueBackend } from './testing/queueBackend.contract.ts';

const onRedis = testRedisUrl ? describe : describe.skip;

onRedis('queue backend on Redis', () => {
  testQueueBackend('redis');
});

/** Stands between a client and Redis: `freeze` keeps connections open and lets nothing through, `cut` ends them. */
async function startProxy(target: URL) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const redis = net.connect(Number(target.port || 6379), target.hostname);
    for (const [socket, other] of [[client, redis] as const, [redis, client] as const]) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => undefined).on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: `redis://127.0.0.1:${String(port)}${target.pathname}`,
    cut,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      cut();
      server.close();
    },
  };
}

onRedis('queue backend while Redis is away', () => {
  const queue = 'indexDocument';
  const newJob = () => ({ id: newId(), data: { organizationId: newId(), payload: {}, trace: {} } });

  it('works on when connections come back', async () => {
    const proxy = await startProxy(new URL(testRedisUrl ?? ''));
    const backend = createRedisBackend({ url: proxy.url, prefix: `test-${newId()}` });
    const ran: string[] = [];
    const worker = await backend.startWorker(queue, async ({ id }) => void ran.push(id), { concurrency: 1 });
    for (const job of [newJob(), newJob()]) {
      proxy.cut();
      // What was refused is handed over again, as the relay does.
      await until(() =>
        backend.addJobs(queue, [job]).then(
          () => true,
          () => false,
        ),
      );
      // Once at least: what a worker said of the last one may be lost with its connection.
      await until(() => ran.includes(job.id));
    }
    await worker.close();
    await backend.close();
    proxy.close();
  });

  it('refuses jobs and closes all the same when nothing answers', async () => {
    const proxy = await startProxy(new URL(testRedisUrl ?? ''));
    const backend = createRedisBackend({ url: proxy.url, prefix: `test-${newId()}` });
    const worker = await backend.startWorker(queue, async () => undefined, { concurrency: 1 });
    await backend.counts(queue);
    proxy.freeze();
    await expect(backend.addJobs(queue, [newJob()])).rejects.toThrow('timed out');
    await worker.close(100);
    await backend.close();
    proxy.close();
  });
});
