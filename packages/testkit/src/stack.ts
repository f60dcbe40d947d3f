import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The whole of Prism in a process of its own, as `npm start` runs it. */
export interface Stack {
  /** The graph: `http://…/graphql`. */
  readonly url: string;
  /** Where it keeps its data. */
  readonly dataFolder: string;
  readonly process: ChildProcess;
  /** Everything that it printed so far. */
  output(): string;
  /** Ends it with a signal and waits for the exit; resolves to the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts `start.ts` on a free port and resolves when it says that it is ready. `env` adds to the process's environment;
 * `dataFolder` keeps embedded data for a second start (default: a temporary folder, removed at `stop`).
 */
export async function startStack(options: { env?: Record<string, string>; dataFolder?: string } = {}): Promise<Stack> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'prism-stack-')));
  const child = spawn(process.execPath, ['start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', PRISM_DEMO: 'off', PRISM_DATA: dataFolder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const output: string[] = [];
  const url = await readyUrl(child, output);
  return {
    url,
    dataFolder,
    process: child,
    output: () => output.join('\n'),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const code = await exited;
      if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}

async function readyUrl(child: ChildProcess, output: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (stream: NodeJS.ReadableStream | null) => {
      if (!stream) return;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const url = /(http:\/\/\S+\/graphql)/.exec(line)?.[1];
        if (url) resolve(url);
      });
    };
    read(child.stdout);
    read(child.stderr);
    child.once('exit', (code) => {
      reject(new Error(`start.ts ended with ${String(code)} before it was ready:\n${output.join('\n')}`));
    });
  });
}
