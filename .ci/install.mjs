// Installs what pnpm-lock.yaml says, unless that is what is installed: asking npx costs five seconds, looking costs none.
// Plain JavaScript, because on a bare clone it is the machine's own Node that runs this, and that may be Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
// pnpm leaves here a copy of the lockfile that it installed from, as its last step.
const installed = join(root, 'node_modules/.pnpm/lock.yaml');

if (!isInstalled()) {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
  const { status, error } = spawnSync('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile'], options);
  if (error) console.error(`npx could not be run: ${error.message}`);
  process.exitCode = status ?? 1;
}

function isInstalled() {
  if (!existsSync(installed) || !existsSync(join(root, 'node_modules/.bin'))) return false;
  return readFileSync(installed).equals(readFileSync(join(root, 'pnpm-lock.yaml')));
}
