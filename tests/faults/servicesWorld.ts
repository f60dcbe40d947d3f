import { randomUUID } from 'node:crypto';
import { appendFile, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOidcIssuer } from '@prism/testkit/oidcIssuer';
import { testSecretsKey, testTokenSecret } from '@prism/testkit/sessions';
import { startTcpProxy, type TcpProxy } from '@prism/testkit/tcpProxy';
import { until } from '@prism/testkit/until';
import { Redis } from 'ioredis';
import { onClose } from '../load/closers.ts';
import { freePort, root, type Startable } from '../load/processes.ts';
import { urlOf } from '../load/stacks.ts';
import { cutting, slowing } from './connectionFaults.ts';
import { startServers, type Servers } from './servers.ts';
import { supervise, type Supervised } from './supervise.ts';
import type { Fault, World } from './world.ts';

const subgraphs = ['organizations', 'knowledge', 'tasks', 'notifications', 'analytics'] as const;

/** Soon enough for a test what an operator gives more time. */
const haste = {
  OUTBOX_RECONCILE_AFTER_MS: '1000',
  SUPERGRAPH_POLL_MS: '100',
  RELOAD_DRAIN_MS: '100',
  RELOAD_SPREAD_MS: '500',
  DRAIN_SPREAD_MS: '300',
};

type Proxies = Record<'clients' | 'postgres' | 'redis' | 'notifications', TcpProxy>;

/**
 * Prism in production as docker-compose.yml has it, on a PostgreSQL and a Redis of its own: each process on its own, and a
 * proxy on every way that the network could harm.
 */
export async function startServicesWorld(): Promise<World> {
  const [servers, issuer, ports] = [await startServers(), await startOidcIssuer(), await choosePorts()];
  onClose(issuer.close);
  const proxies: Proxies = {
    clients: await proxyTo(ports.gateway),
    postgres: await proxyTo(servers.postgresPort),
    redis: await proxyTo(servers.redisPort),
    notifications: await proxyTo(ports.notifications),
  };
  const ends: string[] = [];
  const supergraph = await copySupergraph();
  const startables = startablesOf({ servers, proxies, ports, supergraph, issuerEnv: issuer.env });
  const processes = await Promise.all(startables.map((one) => supervise(one, (end) => ends.push(end))));
  return {
    url: urlOf(proxies.clients.port),
    signIn: issuer.signIn,
    faults: faultsOf({ processes, servers, proxies, supergraph }),
    unexpectedEnds: ends,
    output: () => processes.map(({ name, output }) => `── ${name}\n${output()}`).join('\n'),
  };
}

type Ports = Record<(typeof subgraphs)[number] | 'gateway' | 'workers', number>;

async function choosePorts(): Promise<Ports> {
  const names = [...subgraphs, 'gateway', 'workers'] as const;
  const ports = await Promise.all(names.map(async (name) => [name, await freePort()] as const));
  return Object.fromEntries(ports) as Ports;
}

async function proxyTo(port: number): Promise<TcpProxy> {
  const proxy = await startTcpProxy(port);
  onClose(proxy.close);
  return proxy;
}

function startablesOf({
  servers,
  proxies,
  ports,
  supergraph,
  issuerEnv,
}: {
  servers: Servers;
  proxies: Proxies;
  ports: Ports;
  supergraph: string;
  issuerEnv: Readonly<Record<string, string>>;
}): Startable[] {
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: `postgres://postgres@127.0.0.1:${proxies.postgres.port}/${servers.databaseName}`,
    REDIS_URL: `redis://127.0.0.1:${proxies.redis.port}`,
    INTERNAL_TOKEN_SECRET: testTokenSecret,
    SECRETS_KEY: testSecretsKey,
    ...haste,
    SUPERGRAPH_PATH: supergraph,
    ORGANIZATIONS_URL: urlOf(ports.organizations),
    KNOWLEDGE_URL: urlOf(ports.knowledge),
    TASKS_URL: urlOf(ports.tasks),
    SUBGRAPH_URLS: subgraphs
      .map((name) => `${name}=${urlOf(name === 'notifications' ? proxies.notifications.port : ports[name])}`)
      .join(','),
    ...issuerEnv,
  };
  return [
    ...subgraphs.map((name) => ({ name, file: `subgraphs/${name}/src/main.ts`, env, port: ports[name] })),
    { name: 'workers', file: 'workers/src/main.ts', env, port: ports.workers },
    { name: 'gateway', file: 'gateway/src/main.ts', env, port: ports.gateway },
  ];
}

interface Harmed {
  readonly processes: readonly Supervised[];
  readonly servers: Servers;
  readonly proxies: Proxies;
  readonly supergraph: string;
}

function faultsOf({ processes, servers, proxies, supergraph }: Harmed): Fault[] {
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
    ...Object.entries(proxies).flatMap(([name, proxy]) => [cutting(name, proxy), slowing(name, proxy)]),
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

async function copySupergraph(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-faults-'));
  onClose(() => rm(folder, { recursive: true, force: true }));
  const copy = path.join(folder, 'supergraph.graphql');
  await copyFile(path.join(root, 'schema/supergraph.graphql'), copy);
  return copy;
}

/** Another document, twice: the second comes while the streams of the first are on their way out. */
async function changeSupergraph(file: string): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await appendFile(file, `# ${randomUUID()}\n`);
    await sleep(500);
  }
}
