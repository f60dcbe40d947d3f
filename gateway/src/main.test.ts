import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '@prism/testkit/until';
import { WebSocket } from 'ws';
import { ask } from './testing/ask.ts';
import { startTestGraph, type TestGraph } from './testing/graph.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let graph: TestGraph;
let supergraphPath: string;

beforeAll(async () => {
  graph = await startTestGraph();
  supergraphPath = path.join(await mkdtemp(path.join(tmpdir(), 'gateway-')), 'supergraph.graphql');
  await writeFile(supergraphPath, graph.supergraphSdl);
});
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await graph.close();
});

function run(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const seen = { output: '' };
  child.stdout?.on('data', (chunk) => {
    seen.output += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    seen.output += String(chunk);
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, seen, exit };
}

async function runStandalone(env: Record<string, string> = {}): Promise<ReturnType<typeof run> & { url: string }> {
  // Sent away at once: a socket that has not said who it is would be closed for that after three seconds.
  const haste = { DRAIN_SPREAD_MS: '100' };
  const running = run({ SUPERGRAPH_PATH: supergraphPath, GATEWAY_AUTH: 'none', PORT: '0', ...haste, ...env });
  await until(() => running.seen.output.includes('"url"'), { limitMs: 60_000 });
  return { ...running, url: /"url":"([^"]+)"/.exec(running.seen.output)?.[1] ?? '' };
}

describe('the gateway as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s: finishes what is in flight, sends sockets away, exits 0',
    async (signal) => {
      const { child, exit, url } = await runStandalone();
      expect((await ask(url, '{ open }')).data).toEqual({ open: 'open' });
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      await new Promise((resolve) => socket.once('open', resolve));
      child.kill(signal);
      expect(await closed).toBe(1001);
      expect(await exit).toBe(0);
    },
    120_000,
  );

  it('takes another supergraph when its file changes, and one that it is told of by SIGHUP', async () => {
    const original = await readFile(supergraphPath, 'utf8');
    const changed = original.replace('open: String', 'open: String @deprecated(reason: "closed")');
    const isDeprecated = async (url: string) => {
      const fields = '{ __type(name: "Query") { fields(includeDeprecated: true) { name isDeprecated } } }';
      return (await ask(url, fields)).text.includes('{"name":"open","isDeprecated":true}');
    };
    const { child, exit, seen, url } = await runStandalone({ SUPERGRAPH_POLL_MS: '50' });
    expect(await isDeprecated(url)).toBe(false);
    await writeFile(`${supergraphPath}.new`, changed);
    await rename(`${supergraphPath}.new`, supergraphPath);
    await until(() => isDeprecated(url));
    // Half of a file is refused, also when nobody writes the rest of it.
    await writeFile(supergraphPath, original.slice(0, 2000));
    await until(() => seen.output.includes('a supergraph was refused'));
    expect(await isDeprecated(url)).toBe(true);
    await writeFile(supergraphPath, original);
    child.kill('SIGHUP');
    await until(async () => !(await isDeprecated(url)));
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  }, 120_000);
});
