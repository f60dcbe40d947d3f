import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@prism/testkit/freePort';

import { root, type ComposeFile, type ComposeService } from './composeFile.ts';

export type Services = { databaseUrl: string; redisUrl: string };

type Startable = Pick<ComposeService, 'command' | 'environment'>;

export type RunningProcess = { name: string; child: ChildProcess; port: string; output: () => string };

/** The file with every container of ours on a free port of this machine, and the two services where they are given. */
export async function placeOnThisMachine({ services }: ComposeFile, at: Services): Promise<ComposeFile> {
  const { host, pathname } = new URL(at.databaseUrl);
  const places = new Map([
    ['@postgres:5432/prism', `@${host}${pathname}`],
    ['redis://redis:6379', at.redisUrl],
  ]);
  const ports = new Map<string, string>();
  for (const [name, { environment }] of Object.entries(services)) {
    if (!environment?.['PORT']) continue;
    const port = String(await freePort());
    ports.set(name, port);
    places.set(`//${name}:${environment['PORT']}/`, `//127.0.0.1:${port}/`);
  }
  const place = (value: string) => [...places].reduce((text, [there, here]) => text.replaceAll(there, here), value);
  const placed = Object.entries(services).map(([name, service]): [string, ComposeService] => {
    const environment = Object.fromEntries(
      Object.entries(service.environment ?? {}).map(([key, value]) => [key, place(value)]),
    );
    const port = ports.get(name);
    return [name, { ...service, environment: port === undefined ? environment : { ...environment, PORT: port } }];
  });
  return { services: Object.fromEntries(placed) };
}

/** The command of a container with its environment, and nothing else but where Node keeps what it has compiled. */
export function startProcess(name: string, { command, environment = {} }: Startable): RunningProcess {
  const [program, ...args] = command;
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(program === 'node' ? process.execPath : program!, args, {
    cwd: root,
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  return { name, child, port: environment['PORT'] ?? '', output: () => lines.join('') };
}

export async function exitCode({ child }: RunningProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return child.exitCode;
}

/** Waits until the image's health check passes. Throws with the process's output when it ends or stays unhealthy. */
export async function untilHealthy(running: RunningProcess, limitMs = 120_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  // Asked without a process of its own until it is worth one.
  while (Date.now() < deadline && running.child.exitCode === null) {
    const response = await fetch(`http://127.0.0.1:${running.port}/readiness`).catch(() => null);
    if (response?.ok && (await passesHealthCheck(running))) return;
    await sleep(100);
  }
  throw new Error(`${running.name} is not healthy:\n${running.output()}`);
}

async function passesHealthCheck({ port }: RunningProcess): Promise<boolean> {
  return (
    (await exitCode(
      startProcess('healthcheck', { command: ['node', 'docker/healthcheck.mjs'], environment: { PORT: port } }),
    )) === 0
  );
}
