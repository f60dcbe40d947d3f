import { registry } from '@prism/telemetry/metrics';
import type { FastifyInstance } from 'fastify';
import { request } from 'undici';

export interface HealthOptions {
  /** Bases of the services that must answer `/health` before the gateway is ready, by name. */
  readonly dependencies: () => Readonly<Record<string, string>>;
}

/** `/health`: alive. `/readiness`: everything needed answers, by name. `/metrics`: Prometheus. */
export function addHealth(app: FastifyInstance, { dependencies }: HealthOptions): void {
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/readiness', async (_request, reply) => {
    const checks = await Promise.all(Object.entries(dependencies()).map(checkDependency));
    const isReady = checks.every(([, state]) => state === 'ok');
    return reply.code(isReady ? 200 : 503).send({
      status: isReady ? 'ok' : 'unavailable',
      dependencies: { supergraph: 'ok', ...Object.fromEntries(checks) },
    });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

const checkLimitMs = 2_000;

async function checkDependency([name, url]: [string, string]): Promise<[string, 'ok' | 'unavailable']> {
  try {
    // One limit for all of it: an address that swallows packets would keep the probe waiting for a connection.
    const { statusCode, body } = await request(new URL('/health', url), { signal: AbortSignal.timeout(checkLimitMs) });
    await body.dump();
    return [name, statusCode === 200 ? 'ok' : 'unavailable'];
  } catch {
    return [name, 'unavailable'];
  }
}
