import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onClose } from '../closers.ts';
import type { Arrivals, Command, Reply, Wave } from './swarmMessages.ts';

/** Clients of a process of their own, each with one socket and one subscription; none reconnects. */
export interface Swarm {
  /** Opens that many at once at most; resolves when all are acknowledged. */
  open(wave: Wave): Promise<void>;
  /** Forgets what came so far; resolves once `clients` clients have got `frames` each. Asked before what causes them. */
  expect(frames: number, clients: number): Promise<Arrivals>;
  stop(): Promise<void>;
}

/** Starts the process. Whatever it cannot do rejects what is waited for. */
export async function startSwarm(): Promise<Swarm> {
  const child = fork(path.join(import.meta.dirname, 'swarmProcess.ts'), { detached: true, serialization: 'advanced' });
  const stop = onClose(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const waiting = new Map<number, PromiseWithResolvers<Arrivals>>();
  const fail = (fault: string) => {
    for (const { reject } of waiting.values()) reject(new Error(fault));
  };
  child.on('message', ({ id, ...reply }: Reply) => {
    if ('fault' in reply) fail(reply.fault);
    else waiting.get(id)?.resolve(reply);
  });
  child.once('exit', () => {
    fail('The process of the clients ended.');
  });
  let last = 0;
  const ask = (command: Command): Promise<Arrivals> => {
    const answer = Promise.withResolvers<Arrivals>();
    last += 1;
    const id = last;
    waiting.set(id, answer);
    child.send({ ...command, id });
    return answer.promise.finally(() => waiting.delete(id));
  };
  return {
    open: async (wave) => {
      await ask({ open: wave });
    },
    expect: (frames, clients) => ask({ expect: { frames, clients } }),
    stop,
  };
}
