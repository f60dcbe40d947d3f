import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TcpProxy } from '@prism/testkit/tcpProxy';
import { until } from '@prism/testkit/until';
import { Redis } from 'ioredis';
import { cutting, slowing } from './connectionFaults.ts';
import { outsideFaults, type Outside, type OutsideProxies } from './outside.ts';
import type { Servers } from './servers.ts';
import type { Supervised } from './supervise.ts';
import type { Fault } from './world.ts';

/** Every way that the network could harm, by who is at the other end. */
export type Proxies = Record<'clients' | 'postgres' | 'redis' | 'notifications', TcpProxy> & OutsideProxies;

interface Harmed {
  readonly processes: readonly Supervised[];
  readonly servers: Servers;
  readonly proxies: Proxies;
  /** The file that the gateway follows. */
  readonly supergraph: string;
  readonly outside: Outside;
}

/** What is done to Prism on services: each once in a round. */
export function servicesFaults({ processes, servers, proxies, supergraph, outside }: Harmed): Fault[] {
  const ending = (how: 'kill' | 'replace', name: string, whileAway?: () => Promise<void>): Fault => ({
    name: `${how} ${name}`,
    cause: async () => processes.find((process) => process.name === name)?.[how](whileAway),
  });
  const empty = () => emptyRedis(servers.redisPort);
  return [
    ...['gateway', 'notifications', 'workers', 'tasks'].map((name) => ending('kill', name)),
    ending('replace', 'gateway'),
    // Whatever they were at is nowhere but in PostgreSQL.
    { ...ending('kill', 'workers', empty), name: 'kill workers and empty redis' },
    { name: 'reload supergraph', cause: () => changeSupergraph(supergraph) },
    { name: 'restart redis', cause: servers.restartRedis },
    { name: 'empty redis', cause: empty },
    { name: 'restart postgres', cause: servers.restartPostgres },
    ...(['clients', 'postgres', 'redis', 'notifications'] as const).flatMap((name) => [
      cutting(name, proxies[name]),
      slowing(name, proxies[name]),
    ]),
    ...outsideFaults(outside, proxies),
  ];
}

/** FLUSHALL, not by way of the proxy. Redis may be away at this moment. */
async function emptyRedis(port: number): Promise<void> {
  await until(
    async () => {
      const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => null, lazyConnect: true });
      redis.on('error', () => {});
      return redis
        .connect()
        .then(() => redis.flushall())
        .catch(() => null)
        .finally(() => redis.disconnect());
    },
    { limitMs: 30_000, everyMs: 50 },
  );
}

/** Another document, twice: the second comes while the streams of the first are on their way out. */
async function changeSupergraph(file: string): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await appendFile(file, `# ${randomUUID()}\n`);
    await sleep(500);
  }
}
