// pnpm check               runs every check, as many at a time as there are cores; a line for each, what it says when it fails
// pnpm check types lint    runs these
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const sources = ['gateway', 'subgraphs', 'workers', 'packages', 'schema', 'tests', '.ci', 'start.ts', 'codegen.ts'];
const cache = 'node_modules/.cache';

// The slowest first, so that the others run beside them.
const checks: Record<string, string[]> = {
  // No cache: what a file's types are depends on other files.
  lint: ['eslint', '--max-warnings', '0', '.'],
  types: ['tsc', '--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', `${cache}/tsc.json`],
  format: ['prettier', '--check', '--log-level', 'warn', '--cache', '--cache-location', `${cache}/prettier-check`, '.'],
  unused: ['knip', '--no-progress', '--no-config-hints'],
  codegen: ['graphql-codegen', '--check'],
  boundaries: [
    'depcruise',
    '--config',
    '.dependency-cruiser.js',
    ...sources.filter((path) => existsSync(join(root, path))),
  ],
  schema: ['node', 'schema/compose.ts', '--check'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}

const waiting = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name));
const results = (await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, runWaiting))).flat();
const failed = results.filter((ok) => !ok).length;
console.log(`checks: ${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runWaiting(): Promise<boolean[]> {
  const done: boolean[] = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) done.push(await runCheck(...next));
  return done;
}

async function runCheck(name: string, command: string[]): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await run(command);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${seconds} s`);
  if (code !== 0) console.log(`${output.trimEnd()}\n`);
  return code === 0;
}

function run([program = '', ...args]: string[]): Promise<{ code: number | null; output: string }> {
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const child = spawn(program, args, { cwd: root, env: { ...process.env, PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
