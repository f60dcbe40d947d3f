// No Docker engine needed: what docker-compose.yml would run is started by hand, with the same commands and the same
// environment, the names of its network replaced by ports of this machine.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ask, openSocket, type Identity } from '@prism/testkit/apiClient';
import { startOidcIssuer, type OidcIssuer } from '@prism/testkit/oidcIssuer';
import pg from 'pg';

import { parseEnvFile, readComposeFile, root } from './composeFile.ts';
import { exitCode, placeOnThisMachine, startProcess, untilHealthy, type RunningProcess } from './composeProcesses.ts';

const { DATABASE_URL: databaseServer, REDIS_URL: redisUrl } = process.env;
const database = `prism_compose_${randomUUID().replaceAll('-', '')}`;

// In production nobody may sign in but with tokens of an issuer, so the test brings one.
let issuer: OidcIssuer;
const running: RunningProcess[] = [];
let graph = '';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseServer });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function signIn(name: string): Promise<{ token: string; email: string }> {
  const email = `${name}-${randomUUID()}@example.com`;
  return { token: await issuer.signIn({ email, name }), email };
}

async function startAll(services: { databaseUrl: string; redisUrl: string }): Promise<void> {
  const variables = parseEnvFile(execFileSync(path.join(root, 'docker/make-env'), { encoding: 'utf8' }));
  Object.assign(variables, issuer.env, { LOG_LEVEL: 'warn' });
  const { services: placed } = await placeOnThisMachine(readComposeFile(variables), services);
  const ours = Object.fromEntries(Object.entries(placed).filter(([, service]) => service.build));
  const { migrate, gateway, ...inner } = ours;

  const migrating = startProcess('migrate', migrate!);
  if ((await exitCode(migrating)) !== 0) throw new Error(`migrate failed:\n${migrating.output()}`);
  for (const [name, service] of Object.entries(inner)) running.push(startProcess(name, service));
  await Promise.all(running.map((process) => untilHealthy(process)));
  const door = startProcess('gateway', gateway!);
  running.push(door);
  await untilHealthy(door);
  graph = `http://127.0.0.1:${door.port}/graphql`;
}

async function newOrganization() {
  const [ada, bob] = [await signIn('Ada'), await signIn('Bob')];
  const bobsId = await ask<{ viewer: { id: string } }>(graph, bob, { query: '{ viewer { id } }' });
  const created = await ask<{ createOrganization: { organization: { id: string } } }>(graph, ada, {
    query: 'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }',
    variables: { input: { name: 'Compose' } },
  });
  const organization = created.createOrganization.organization.id;
  const owner: Identity = { token: ada.token, organization };
  await ask(graph, owner, {
    query: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { role } } }',
    variables: { input: { email: bob.email, role: 'MEMBER' } },
  });
  return { owner, member: { token: bob.token, organization }, memberId: bobsId.viewer.id };
}

// Skipped on the embedded default: one process with one database is not what the compose file describes.
const onServices = databaseServer && redisUrl ? describe : describe.skip;

onServices('the processes of docker-compose.yml', () => {
  beforeAll(async () => {
    await onServer(`CREATE DATABASE ${database}`);
    issuer = await startOidcIssuer();
    const databaseUrl = new URL(databaseServer!);
    databaseUrl.pathname = `/${database}`;
    // A Redis database of its own: workers of other suites must not take these jobs.
    await startAll({ databaseUrl: databaseUrl.href, redisUrl: new URL('/7', redisUrl).href });
  }, 240_000);

  afterAll(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(exitCode));
    await issuer.close();
    await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  });

  it('answer a query over all subgraphs and deliver a live notification', async () => {
    const { owner, member, memberId } = await newOrganization();

    const socket = openSocket(graph, member);
    const events = socket.iterate({
      query: 'subscription { notificationReceived { cursor notification { kind subject { ... on Task { title } } } } }',
    });
    const first = events.next();
    const stopAssigning = assignAgainAndAgain(owner, memberId);
    const { value } = await first;
    expect(value.errors).toBeUndefined();
    expect(value.data.notificationReceived.notification).toMatchObject({ subject: { title: 'Read the compose file' } });
    await stopAssigning();
    await socket.dispose();
  });

  it('end cleanly on SIGTERM', async () => {
    for (const { child } of running) child.kill('SIGTERM');
    const codes = await Promise.all(running.map(async (process) => [process.name, await exitCode(process)]));
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(running.map(({ name }) => [name, 0])));
  });
});

/** A subscription is not acknowledged, and without `after` it starts where it stands: so there is always a next task. */
function assignAgainAndAgain(owner: Identity, assigneeId: string): () => Promise<void> {
  const stop = new AbortController();
  const assigning = (async () => {
    while (!stop.signal.aborted) {
      await ask(graph, owner, {
        query:
          'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id assignee { displayName } } } }',
        variables: { input: { title: 'Read the compose file', assigneeId } },
      });
      await sleep(300);
    }
  })();
  return () => {
    stop.abort();
    return assigning;
  };
}
