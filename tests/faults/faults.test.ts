import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

// The short form of `pnpm faults`: one round of every fault. On services it harms a PostgreSQL and a Redis of its own, for
// which their programs have to be on this machine; elsewhere it harms npm start's one process.
const onServices = Boolean(process.env['DATABASE_URL']) && existsSync('/usr/lib/postgresql/15/bin/pg_ctl');
const form = onServices ? ['--on', 'services', '--clients', '60'] : ['--on', 'embedded', '--clients', '30'];

let child: ChildProcess | undefined;
afterAll(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}, 60_000);

test('while everything is killed, cut, slowed and emptied, nothing is lost and nothing comes twice', async () => {
  const running = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...form, '--seed', '1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = running;
  const [stdout, stderr] = [text(running.stdout), text(running.stderr)];
  const [code] = (await once(running, 'close')) as [number | null];
  const report = await stdout;
  process.stderr.write(`${report}\n`);
  expect({ code, said: code === 0 ? '' : await stderr }).toEqual({ code: 0, said: '' });
  for (const wrong of ['lost', 'doubled', 'out of order', 'foreign']) expect(report).toContain(`| ${wrong} | 0 |`);
}, 600_000);
