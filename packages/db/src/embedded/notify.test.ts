import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '@prism/testkit/until';
import pg from 'pg';

import { type EmbeddedPostgres, startEmbeddedPostgres } from './startEmbeddedPostgres.ts';

let postgres: EmbeddedPostgres;
const clients: pg.Client[] = [];

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ memory: true });
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});

afterAll(() => postgres.stop());

/** A client with what it was told, as `channel:payload`. */
async function connect(): Promise<{ client: pg.Client; heard: string[] }> {
  const client = new pg.Client({ connectionString: postgres.connectionString });
  const heard: string[] = [];
  client.on('notification', ({ channel, payload }) => heard.push(`${channel}:${payload ?? ''}`));
  await client.connect();
  clients.push(client);
  return { client, heard };
}

const settle = () => sleep(30);

test('an idle listener hears, without asking, what another connection notifies', async () => {
  const listener = await connect();
  const { client } = await connect();
  await listener.client.query('LISTEN jobs');
  const heard = new Promise((resolve) => listener.client.once('notification', resolve));
  await client.query('SELECT pg_notify($1, $2)', ['jobs', 'one']);
  await heard;
  expect(listener.heard).toEqual(['jobs:one']);
});

test('only listeners hear, each its own channels, in a transaction only after its commit', async () => {
  const a = await connect();
  const b = await connect();
  const { client, heard } = await connect();
  // BullMQ's statement begins with a comment.
  await a.client.query('-- why we listen\nLISTEN "Mixed case"; LISTEN shared');
  await b.client.query('listen SHARED');
  await client.query('BEGIN');
  await client.query(`NOTIFY shared, 'committed'`);
  await settle();
  expect(b.heard).toEqual([]);
  await client.query('COMMIT');
  await client.query(`BEGIN; NOTIFY shared, 'rolled back'; ROLLBACK`);
  await client.query(`NOTIFY "Mixed case", 'a only'`);
  await until(() => a.heard.length === 2);
  await settle();
  expect(a.heard).toEqual(['shared:committed', 'Mixed case:a only']);
  expect(b.heard).toEqual(['shared:committed']);
  expect(heard).toEqual([]);
});

test('who listens hears its own notifications too', async () => {
  const { client, heard } = await connect();
  await client.query('LISTEN own');
  await client.query(`NOTIFY own, 'me'`);
  expect(heard).toEqual(['own:me']);
});

test.each(['UNLISTEN jobs', 'UNLISTEN *', 'DISCARD ALL'])(
  '%s of one connection stops that one only',
  async (statement) => {
    const a = await connect();
    const b = await connect();
    await a.client.query('LISTEN jobs');
    await b.client.query('LISTEN jobs');
    await a.client.query(statement);
    await b.client.query(`NOTIFY jobs, 'still'`);
    await until(() => b.heard.length === 1);
    await settle();
    expect(a.heard).toEqual([]);
    expect(b.heard).toEqual(['jobs:still']);
  },
);
