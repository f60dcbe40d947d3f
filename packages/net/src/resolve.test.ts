import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { createDnsResolve } from './resolve.ts';

type Records = Readonly<Record<string, { readonly a?: readonly number[][]; readonly aaaa?: readonly number[][] }>>;

/** A DNS server that knows a few names, and of others that there are none. */
async function startDns(records: Records) {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, { port, address }) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += length + 1;
    }
    const name = labels.join('.');
    const type = query.readUInt16BE(at + 1);
    asked.push(`${name} ${String(type)}`);
    const found = records[name];
    const answers = (type === 1 ? found?.a : found?.aaaa) ?? [];
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(found ? 0x8180 : 0x8183, 2);
    for (const [offset, count] of [
      [4, 1],
      [6, answers.length],
      [8, 0],
      [10, 0],
    ] as const)
      head.writeUInt16BE(count, offset);
    const rows = answers.map((bytes) =>
      Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes]),
    );
    socket.send(Buffer.concat([head, query.subarray(12, at + 5), ...rows]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { asked, server: `127.0.0.1:${String(socket.address().port)}`, close: () => socket.close() };
}

const v6 = (last: number) => [0x26, 6, 0x47, 0, ...Array<number>(11).fill(0), last];
const dns = await startDns({
  'both.example.com': {
    a: [
      [8, 8, 8, 8],
      [10, 0, 0, 1],
    ],
    aaaa: [v6(1)],
  },
  'four.example.com': { a: [[1, 1, 1, 1]] },
  'six.example.com': { aaaa: [v6(2)] },
  'none.example.com': {},
});
const resolve = createDnsResolve({ servers: [dns.server] });
afterAll(() => {
  dns.close();
});

test('names every address of both families', async () => {
  expect(await resolve('both.example.com')).toEqual([
    { address: '2606:4700::1', family: 6 },
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]);
  expect(dns.asked.sort()).toEqual(['both.example.com 1', 'both.example.com 28']);
});

test('one family is enough', async () => {
  expect(await resolve('four.example.com')).toEqual([{ address: '1.1.1.1', family: 4 }]);
  expect(await resolve('six.example.com')).toEqual([{ address: '2606:4700::2', family: 6 }]);
});

test.each(['none.example.com', 'unknown.example.com'])('rejects for %s, which stands for nothing', async (name) => {
  await expect(resolve(name)).rejects.toThrow();
});
