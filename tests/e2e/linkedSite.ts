import { createServer, type ServerResponse } from 'node:http';
import { listen, type Listening } from '@prism/testkit/listen';

/** A site of pages that lead to each other as a tree does, each with a word of its own: `Gadget7`. */
export interface LinkedSite extends Listening {
  readonly pages: number;
  /** Whether somebody waits for the page in the middle, which its first visitor is never given. */
  readonly isHolding: () => boolean;
}

const inner = 6;
const heldPage = '/p5';

/** Starts it on a free port. */
export async function startLinkedSite(): Promise<LinkedSite> {
  let held: ServerResponse | undefined;
  const server = createServer(({ url = '' }, response) => {
    if (url === '/robots.txt') {
      response.writeHead(404).end();
      return;
    }
    if (url === heldPage && !held) {
      held = response;
      return;
    }
    const number = Number(url.slice(2) || 0);
    const next = `<a href="/p${String(number * 2 + 1)}">a</a><a href="/p${String(number * 2 + 2)}">b</a>`;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<title>Page ${String(number)}</title><p>Gadget${String(number)} is here.</p>${number < inner ? next : ''}`,
    );
  });
  return { ...(await listen(server)), pages: inner * 2 + 1, isHolding: () => held !== undefined };
}
