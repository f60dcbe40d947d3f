import { connect } from 'node:net';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

let graph: TestGraph;
let gateway: Gateway;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await createGateway({ supergraphSdl: graph.supergraphSdl });
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});

const upgrade = (target: string, origin = '') =>
  `GET ${target} HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: Upgrade\r\n${origin}\r\n`;

function open(text: string) {
  const { port, hostname } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(text);
  return socket;
}

async function statusLineOf(text: string): Promise<string> {
  const socket = open(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.split('\r\n')[0] ?? '';
}

test.each(['//', 'http://[', '/graphql/', '/%', '*', '/'])('an upgrade of %s is not found', async (target) => {
  expect(await statusLineOf(upgrade(target))).toBe('HTTP/1.1 404 Not Found');
  expect((await fetch(new URL('/health', gateway.url))).status).toBe(200);
});

test('a refused upgrade whose connection is reset at once disturbs nobody', async () => {
  for (let round = 0; round < 100; round += 1) {
    const socket = open(upgrade('/nope') + 'x'.repeat(70_000));
    setTimeout(() => socket.resetAndDestroy(), round % 20);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await fetch(new URL('/health', gateway.url))).status).toBe(200);
});
