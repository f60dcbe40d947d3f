import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signIn } from '@prism/client/demo/graph';
import { freePort } from '@prism/testkit/freePort';
import { startOidcIssuer, type OidcIssuer } from '@prism/testkit/oidcIssuer';
import { testSecretsKey, testTokenSecret } from '@prism/testkit/sessions';
import { onClose } from './closers.ts';
import { startProcess, type Running, type Startable } from './processes.ts';
import { takeServices, type Services } from './services.ts';

/** The two ways to run. */
export type Way = 'services' | 'embedded';

/** A whole Prism that nobody has used yet. */
export interface Stack {
  readonly url: string;
  readonly signIn: OidcIssuer['signIn'];
  /** By name: `gateway`, `workers` and the subgraphs, or only `prism`, which is all of them. */
  readonly processes: Readonly<Record<string, Running>>;
  readonly databaseUrl: string | null;
  stop(): Promise<void>;
}

/** A Prism on services also tells what a further gateway in front of its subgraphs has to know. */
export interface ServicesStack extends Stack {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly subgraphUrls: Readonly<Record<string, string>>;
  startGateway(name: string, env?: Record<string, string>): Promise<Running>;
}

/** What to run the measured process of a stack with: the workers, or all of it. */
export interface StackOptions {
  readonly nodeOptions?: readonly string[];
  /** What its processes have in their environment besides. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts Prism in one of the two ways. */
export function startStack(way: Way, options: StackOptions = {}): Promise<Stack> {
  return way === 'services' ? startOnServices(options) : startEmbedded(options);
}

/** Everything in one process, as `npm start` does it, with a data folder of its own. */
async function startEmbedded({ nodeOptions = [] }: StackOptions): Promise<Stack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-bench-'));
  const removeFolder = onClose(() => rm(folder, { recursive: true, force: true }));
  const env = { PRISM_DATA: folder, PRISM_DEMO: 'off' };
  const port = await freePort();
  const prism = await startProcess({ name: 'prism', file: 'start.ts', nodeOptions, env, port });
  const url = urlOf(port);
  return {
    url,
    signIn: (person) => signIn(url, person),
    processes: { prism },
    databaseUrl: null,
    async stop() {
      await prism.stop();
      await removeFolder();
    },
  };
}

/** Gateway, five subgraphs and workers, each a process of its own with `NODE_ENV=production`, as docker-compose.yml has them. */
export async function startOnServices({ nodeOptions = [], env: more = {} }: StackOptions = {}): Promise<ServicesStack> {
  const services = await takeServices();
  const issuer = await startOidcIssuer();
  onClose(issuer.close);
  const env = { ...envOf(services), ...issuer.env, ...more };
  const ports = await portsOf(['organizations', 'knowledge', 'tasks', 'notifications', 'analytics']);
  const subgraphUrls = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, urlOf(port)]));
  const peers = {
    ORGANIZATIONS_URL: subgraphUrls['organizations'] ?? '',
    KNOWLEDGE_URL: subgraphUrls['knowledge'] ?? '',
    TASKS_URL: subgraphUrls['tasks'] ?? '',
  };
  const subgraphs = Object.entries(ports).map(([name, port]) => ({
    name,
    file: `subgraphs/${name}/src/main.ts`,
    env: { ...env, ...peers },
    port,
  }));
  const workers = { name: 'workers', file: 'workers/src/main.ts', nodeOptions, env, port: await freePort() };
  const startGateway = async (name: string, more: Record<string, string> = {}) =>
    startProcess({
      name,
      file: 'gateway/src/main.ts',
      env: { ...env, SUBGRAPH_URLS: joinUrls(subgraphUrls), ...more },
      port: await freePort(),
    });

  const inner = await startAll([...subgraphs, workers]);
  const gateway = await startGateway('gateway');
  const processes = Object.fromEntries([gateway, ...inner].map((running) => [running.name, running]));
  return {
    url: urlOf(gateway.port),
    signIn: issuer.signIn,
    processes,
    databaseUrl: services.databaseUrl,
    redisUrl: services.redisUrl,
    subgraphUrls,
    startGateway,
    async stop() {
      for (const running of Object.values(processes)) await running.stop();
      await services.release();
    },
  };
}

/** Where the graph is on a port of this machine. */
export const urlOf = (port: number) => `http://127.0.0.1:${port}/graphql`;

const envOf = ({ databaseUrl, redisUrl }: Services) => ({
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  INTERNAL_TOKEN_SECRET: testTokenSecret,
  SECRETS_KEY: testSecretsKey,
});

const joinUrls = (urls: Readonly<Record<string, string>>) =>
  Object.entries(urls)
    .map(([name, url]) => `${name}=${url}`)
    .join(',');

async function portsOf(names: readonly string[]): Promise<Record<string, number>> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()] as const)));
}

async function startAll(startables: readonly Startable[]): Promise<Running[]> {
  const started = await Promise.allSettled(startables.map(startProcess));
  return started.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
