import WebSocket from 'ws';
import type { Command, Reply, Subscriber, Wave } from './swarmMessages.ts';

interface Client {
  readonly socket: WebSocket;
  frames: number;
}

const clients: Client[] = [];
let expected = { id: 0, frames: Infinity, clients: Infinity };
let times: number[] = [];
let bytes = 0;

const now = () => performance.timeOrigin + performance.now();

function reply(message: Reply): void {
  process.send?.(message);
}

/** The protocol by hand: what a client library costs is not what is measured. */
function connect(url: string, query: string, { payload, after }: Subscriber): Promise<Client> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    const client: Client = { socket, frames: 0 };
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1');
      if (text.startsWith('{"type":"connection_ack"')) {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after } } }));
        resolve(client);
      } else if (text.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
      else receive(client, data, text);
    });
    const fault = (reason: string) => {
      reply({ id: 0, fault: `A client lost its connection: ${reason}` });
    };
    socket.once('close', (code, reason) => {
      fault(`${code} ${reason.toString()}`);
    });
    socket.on('error', (error) => {
      fault(error.message);
    });
  });
}

function receive(client: Client, data: Buffer, text: string): void {
  if (!text.includes('"type":"next"') || text.includes('"errors"')) {
    reply({ id: 0, fault: `A client got ${text}` });
    return;
  }
  bytes += data.length;
  client.frames += 1;
  if (client.frames !== expected.frames) return;
  times.push(now());
  if (times.length === expected.clients) reply({ id: expected.id, times, bytes });
}

async function open({ url, query, subscribers, atOnce }: Wave): Promise<void> {
  const waiting = [...subscribers];
  const openNext = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) clients.push(await connect(url, query, next));
  };
  await Promise.all(Array.from({ length: atOnce }, openNext));
}

process.on('message', ({ id, ...command }: Command & { readonly id: number }) => {
  if ('open' in command) {
    void open(command.open).then(() => {
      reply({ id, times: [], bytes: 0 });
    });
    return;
  }
  times = [];
  bytes = 0;
  expected = { id, ...command.expect };
  for (const client of clients) client.frames = 0;
});
process.on('disconnect', () => process.exit());
