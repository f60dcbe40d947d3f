import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createProbes, type ProbeAnswer, type ProbeOptions } from '@prism/telemetry/probes';

/** Answers operators' probes and nothing else. */
export type OpsServer = { readonly url: string; close(): Promise<void> };

/** Resolves once listening; rejects when the port is taken. */
export async function startOpsServer({ port, ...options }: ProbeOptions & { port: number }): Promise<OpsServer> {
  const probes: ReadonlyMap<string, () => Promise<ProbeAnswer>> = new Map(Object.entries(createProbes(options)));
  const server = createServer((request, response) => {
    const probe = probes.get(request.url?.split('?')[0] ?? '') ?? notFound;
    probe().then(
      (answer) => send(response, answer),
      () => response.destroy(),
    );
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

const notFound = () =>
  Promise.resolve({ status: 404, contentType: 'application/json', body: JSON.stringify({ status: 'not found' }) });

function send(response: ServerResponse, { status, contentType, body }: ProbeAnswer): void {
  response.writeHead(status, { 'content-type': contentType }).end(body);
}
