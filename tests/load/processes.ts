import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onClose } from './closers.ts';

/** The folder of the repository, where every process runs. */
export const root = path.join(import.meta.dirname, '../..');

const readyLimitMs = 120_000;
const stopLimitMs = 20_000;

/** A process of Prism, or one that is compared with it. */
export interface Running {
  readonly name: string;
  readonly port: number;
  /** Processor time used so far, in seconds, all threads; NaN where the system does not tell. */
  cpuSeconds(): number;
  /** Resident memory; NaN where the system does not tell. */
  residentBytes(): number;
  /** SIGTERM, and SIGKILL when that takes long; resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves to the exit code when it is gone, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** The end of what it printed so far. */
  output(): string;
}

export interface Startable {
  readonly name: string;
  /** The file that Node runs, from the repository's folder. */
  readonly file: string;
  readonly nodeOptions?: readonly string[];
  /** All of its environment except PATH, HOME, PORT and where Node keeps what it has compiled. */
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** What answers 200 as soon as it is ready. */
  readonly readyPath?: string;
}

/** Starts a Node process and resolves when it is ready. It is stopped with everything else, or before. */
export async function startProcess({
  name,
  file,
  nodeOptions = [],
  env,
  port,
  readyPath,
}: Startable): Promise<Running> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [...nodeOptions, file], {
    cwd: root,
    env: { PATH, HOME, NODE_COMPILE_CACHE, LOG_LEVEL: 'warn', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group: Ctrl-C reaches this program only, which then stops the others in order.
    detached: true,
  });
  const output = collectOutput(child);
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const stop = onClose(() => stopChild(child));
  await untilReady(child, `http://127.0.0.1:${port}${readyPath ?? '/readiness'}`).catch(async (error: unknown) => {
    await stop();
    throw new Error(`${name} did not start:\n${output()}`, { cause: error });
  });
  return {
    name,
    port,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    residentBytes: () => residentBytesOf(child.pid),
    stop,
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await stop();
    },
    signal: (signal) => void child.kill(signal),
    ended,
    output,
  };
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text = (text + part).slice(-20_000)));
  return () => text;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

// Apollo Server takes a GET only from who could not be a form of somebody else's page.
const headers = { 'apollo-require-preflight': 'true' };

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + readyLimitMs;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Error(`It ended with ${String(child.exitCode ?? child.signalCode)}.`);
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Error(`${url} was not ready within ${readyLimitMs / 1000} s.`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await ended;
  clearTimeout(timer);
}

/** Processor time of a process from Linux's /proc, which counts in hundredths of a second. */
export function cpuSecondsOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory of a process from Linux's /proc. */
function residentBytesOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}
