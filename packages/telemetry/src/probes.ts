import type { Logger } from './logger.ts';
import { registry } from './metrics.ts';

/** What a probe is answered with. */
export interface ProbeAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Where operators look. */
export const probePaths = ['/health', '/readiness', '/metrics'] as const;

/** What answers each path; none of them rejects because of what the process depends on. */
export type Probes = Readonly<Record<(typeof probePaths)[number], () => Promise<ProbeAnswer>>>;

/** `ready` resolves when everything that the process depends on answers; why it does not is logged. */
export interface ProbeOptions {
  readonly ready: () => Promise<unknown>;
  readonly log: Logger;
}

const readyLimitMs = 3_000;

/**
 * `/health` says that the process is alive, `/readiness` whether what it depends on answers, within three seconds (200 or
 * 503), `/metrics` is for Prometheus.
 */
export function createProbes({ ready, log }: ProbeOptions): Probes {
  return {
    '/health': () => Promise.resolve(json(200, { status: 'ok' })),
    '/readiness': async () => {
      try {
        await inTime(ready(), readyLimitMs);
        return json(200, { status: 'ready' });
      } catch (error) {
        log.warn({ err: error }, 'not ready');
        return json(503, { status: 'not ready' });
      }
    },
    '/metrics': async () => ({ status: 200, contentType: registry.contentType, body: await registry.metrics() }),
  };
}

function json(status: number, body: object): ProbeAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** Rejects when the promise takes longer. What it becomes then is nobody's concern. */
async function inTime(promise: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`No answer within ${String(limitMs)} ms`));
    }, limitMs);
  });
  await Promise.race([promise, late]).finally(() => {
    clearTimeout(timer);
  });
}
