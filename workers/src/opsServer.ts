import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { registry } from '@prism/telemetry/metrics';

/** `check` rejects when something that the process depends on does not answer. */
export type OpsServerOptions = { port: number; check: () => Promise<void> };

/** Where operators look: `/health` says alive, `/readiness` that dependencies answer, `/metrics` is for Prometheus. */
export type OpsServer = { readonly url: string; close(): Promise<void> };

const checkTimeout = 3_000;

/** Resolves once listening; rejects when the port is taken. */
export async function startOpsServer({ port, check }: OpsServerOptions): Promise<OpsServer> {
  const routes: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/health': (response) => answer(response, 200, { status: 'ok' }),
    '/readiness': async (response) => {
      const ready = await isReady(check);
      await answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable' });
    },
    '/metrics': async (response) => {
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    },
  };
  const server = createServer((request, response) => {
    const route = routes[request.url?.split('?')[0] ?? ''];
    const handled = route ? route(response) : answer(response, 404, { status: 'not found' });
    handled.catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(bound)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, body: object): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return Promise.resolve();
}

async function isReady(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, checkTimeout, false);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  const ready = await Promise.race([answered, late]);
  clearTimeout(timer);
  return ready;
}
