import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { startTcpProxy, type TcpProxy } from './tcpProxy.ts';
import { until } from './until.ts';

let echo: ReturnType<typeof createServer>;
let proxy: TcpProxy;
beforeAll(async () => {
  echo = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {}).pipe(socket));
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  proxy = await startTcpProxy((echo.address() as AddressInfo).port);
});
afterAll(async () => {
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});
afterEach(async () => {
  proxy.delay(0);
  await until(() => proxy.connections() === 0);
});

const dial = (): Socket => connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
/** Whole words, so that a swapped or torn chunk shows. */
const words = Array.from({ length: 2_000 }, (_, index) => `word ${String(index)}\n`);

test('passes everything on, both ways, to the last byte', async () => {
  const socket = dial();
  const heard = text(socket);
  for (const word of words) socket.write(word);
  socket.end();
  expect(await heard).toBe(words.join(''));
  await until(() => proxy.connections() === 0);
});

test('holds what is sent for as long as it is told to', async () => {
  proxy.delay(120);
  const socket = dial();
  const began = performance.now();
  socket.end('slow');
  expect(await text(socket)).toBe('slow');
  expect(performance.now() - began).toBeGreaterThan(200);
});

test('swaps nothing when the delay changes', async () => {
  const socket = dial();
  const heard = text(socket);
  proxy.delay(120);
  for (const [index, word] of words.entries()) {
    if (index === 500) proxy.delay(1);
    if (index === 1_000) proxy.delay(30);
    socket.write(word);
    if (index % 250 === 0) await new Promise(setImmediate);
  }
  socket.end();
  expect(await heard).toBe(words.join(''));
});

test('resets what is open when it cuts, and takes new connections', async () => {
  const socket = dial();
  await once(socket, 'connect');
  await until(() => proxy.connections() === 1);
  const failure = once(socket, 'error');
  expect(proxy.cut()).toBe(1);
  expect((await failure)[0]).toMatchObject({ code: 'ECONNRESET' });
  const next = dial();
  const heard = text(next);
  next.end('again');
  expect(await heard).toBe('again');
});

test('resets a connection when nobody is behind it', async () => {
  const away = await startTcpProxy(1);
  const socket = connect(away.port, '127.0.0.1');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  await away.close();
});
