import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@prism/testkit/freePort';
import { startOidcIssuer } from '@prism/testkit/oidcIssuer';
import { testSecretsKey, testTokenSecret } from '@prism/testkit/sessions';
import { onClose } from '../load/closers.ts';
import { root, type Startable } from '../load/processes.ts';
import { urlOf } from '../load/stacks.ts';
import { outsideEnv, proxyOutside, proxyTo, startOutside } from './outside.ts';
import { startServers, type Servers } from './servers.ts';
import { servicesFaults, type Proxies } from './servicesFaults.ts';
import { supervise } from './supervise.ts';
import type { World } from './world.ts';

const subgraphs = ['organizations', 'knowledge', 'tasks', 'notifications', 'analytics'] as const;

/** Soon enough for a test what an operator gives more time. */
const haste = {
  OUTBOX_RECONCILE_AFTER_MS: '1000',
  SUPERGRAPH_POLL_MS: '100',
  RELOAD_DRAIN_MS: '100',
  RELOAD_SPREAD_MS: '500',
  DRAIN_SPREAD_MS: '300',
};

/**
 * Prism in production as docker-compose.yml has it, on a PostgreSQL and a Redis of its own: each process on its own, and a
 * proxy on every way that the network could harm.
 */
export async function startServicesWorld(): Promise<World> {
  const [servers, issuer, ports] = [await startServers(), await startOidcIssuer(), await choosePorts()];
  const outside = await startOutside();
  onClose(issuer.close);
  const proxies: Proxies = {
    clients: await proxyTo(ports.gateway),
    postgres: await proxyTo(servers.postgresPort),
    redis: await proxyTo(servers.redisPort),
    notifications: await proxyTo(ports.notifications),
    ...(await proxyOutside(outside)),
  };
  const ends: string[] = [];
  const supergraph = await copySupergraph();
  const startables = startablesOf({ servers, proxies, ports, supergraph, issuerEnv: issuer.env });
  const processes = await Promise.all(startables.map((one) => supervise(one, (end) => ends.push(end))));
  return {
    url: urlOf(proxies.clients.port),
    signIn: issuer.signIn,
    faults: servicesFaults({ processes, servers, proxies, supergraph, outside }),
    outside: { ...outside, webhookPort: proxies.webhooks.port },
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
    ...outsideEnv(proxies),
    OUTBOUND_ALLOW_IN_PRODUCTION: 'yes',
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

async function copySupergraph(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-faults-'));
  onClose(() => rm(folder, { recursive: true, force: true }));
  const copy = path.join(folder, 'supergraph.graphql');
  await copyFile(path.join(root, 'schema/supergraph.graphql'), copy);
  return copy;
}
