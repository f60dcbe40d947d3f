import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { type EmbeddedPostgres, startEmbeddedPostgres } from './startEmbeddedPostgres.ts';

// What many clients of one session must not notice about each other.

let postgres: EmbeddedPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ memory: true });
  pool = new pg.Pool({ connectionString: postgres.connectionString, max: 10 });
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE note (n int)');
});

afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

async function withClient<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}

const numbers = (length: number) => Array.from({ length }, (_, i) => i);

test('every one of many concurrent queries and transactions gets its own answer', async () => {
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(
      numbers(60).map(async (i) => {
        if (i % 3 !== 0) return (await pool.query<{ i: number }>('SELECT $1::int AS i', [i])).rows[0]?.i;
        return await withClient(async (client) => {
          await client.query('BEGIN');
          const { rows } = await client.query<{ i: number }>('SELECT $1::int AS i', [i]);
          await client.query('COMMIT');
          return rows[0]?.i;
        });
      }),
    );
    expect(answers).toEqual(numbers(60));
  }
});

test('messages larger than a chunk stay whole', async () => {
  const lengths = await Promise.all(
    numbers(20).map(async (i) => {
      const { rows } = await pool.query<{ n: number }>('SELECT length($1) AS n', ['x'.repeat(300_000 + i)]);
      return rows[0]?.n;
    }),
  );
  expect(lengths).toEqual(numbers(20).map((i) => 300_000 + i));
});

test('a transaction is not seen before it commits, nor after it rolls back', async () => {
  await withClient(async (client) => {
    await client.query('BEGIN');
    await client.query('INSERT INTO note VALUES (1)');
    const outside = pool.query<{ n: number }>('SELECT count(*)::int AS n FROM note WHERE n = 1');
    await client.query('ROLLBACK');
    expect((await outside).rows[0]?.n).toBe(0);
  });
});

test('an error in one client, in a transaction or not, is no matter to the others', async () => {
  await withClient(async (client) => {
    await client.query('BEGIN');
    await expect(client.query('SELECT nonsense')).rejects.toMatchObject({ code: '42703' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    const outside = pool.query<{ one: number }>('SELECT 1 AS one');
    await client.query('ROLLBACK');
    expect((await outside).rows[0]?.one).toBe(1);
  });
});

test('endless recursion and COPY from a client are errors, not the end', async () => {
  await pool.query('CREATE FUNCTION down(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN down(i + 1); END $$');
  await expect(pool.query('SELECT down(1)')).rejects.toMatchObject({ code: '54001' });
  for (const copy of ['COPY note FROM STDIN', 'SELECT 1; copy note (n) from stdin']) {
    await expect(pool.query(copy)).rejects.toMatchObject({ code: '0A000' });
  }
  expect((await pool.query('SELECT 1')).rowCount).toBe(1);
});

test('a client that dies in a transaction is rolled back and holds nobody up', async () => {
  const client = new pg.Client({ connectionString: postgres.connectionString });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO note VALUES (2)');
  (client as unknown as { connection: { stream: net.Socket } }).connection.stream.destroy();
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM note WHERE n = 2');
  expect(rows[0]?.n).toBe(0);
});

test('a client that idles in a transaction while others wait is cut off, one that nobody waits for is not', async () => {
  // Its own: on a busy machine, the transactions of the other tests may idle for as long.
  const strict = await startEmbeddedPostgres({ memory: true, maxIdleInTransaction: 1_000 });
  const client = new pg.Client({ connectionString: strict.connectionString });
  const other = new pg.Client({ connectionString: strict.connectionString });
  const errors: string[] = [];
  client.on('error', (error: Error & { code?: string }) => errors.push(error.code ?? error.message));
  await client.connect();
  await client.query('BEGIN');
  await sleep(1_500);
  await client.query('CREATE TABLE note (n int)');
  await other.connect();
  const { rows } = await other.query<{ note: string | null }>(`SELECT to_regclass('note') AS note`);
  expect(rows[0]?.note).toBeNull();
  expect(errors[0]).toBe('25P03');
  await other.end();
  await strict.stop();
});

test.each([
  ['a wrong password', (url: URL) => Object.assign(url, { password: 'wrong' }), '28P01'],
  ['another database', (url: URL) => Object.assign(url, { pathname: '/other' }), '3D000'],
])('refuses %s', async (_what, change, code) => {
  const client = new pg.Client({ connectionString: change(new URL(postgres.connectionString)).href });
  await expect(client.connect()).rejects.toMatchObject({ code });
});

test.each([
  ['a stranger', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['a cancel request', Buffer.from([0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 1])],
  ['a password of megabytes', Buffer.from('\0\0\0\x10\0\x03\0\0user\0a\0\0p\0\x40\0\0', 'latin1')],
])('hangs up on %s', async (_what, bytes) => {
  const socket = net.connect(Number(new URL(postgres.connectionString).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.on('close', resolve).resume());
  expect((await pool.query('SELECT 1')).rowCount).toBe(1);
});

test('declines encryption and goes on in the clear', async () => {
  const socket = net.connect(Number(new URL(postgres.connectionString).port), '127.0.0.1');
  socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
  const [answer] = await new Promise<[Buffer]>((resolve) => socket.once('data', (data: Buffer) => resolve([data])));
  socket.destroy();
  expect(answer.toString()).toBe('N');
});
