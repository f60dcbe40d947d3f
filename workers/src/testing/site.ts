import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What a page of the site answers. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A site of a test: what is not there is a 404. */
export interface Site {
  readonly url: string;
  readonly pages: Map<string, Answer>;
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  readonly server: Server;
}

/** Starts a site without pages. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, Answer>();
  const requests: Site['requests'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const answer = pages.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  server.keepAliveTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, pages, requests, server };
}

/** A page. */
export const html =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
/** What leads from a page to others. */
export const links = (...hrefs: string[]) => hrefs.map((href) => `<a href="${href}">x</a>`).join(' ');
/** An answer that leads elsewhere. */
export const redirect =
  (location: string): Answer =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };
