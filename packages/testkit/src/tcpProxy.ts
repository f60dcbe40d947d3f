import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server of a test and harms their connections when told. */
export interface TcpProxy {
  /** Where clients connect, on 127.0.0.1. */
  readonly port: number;
  /** How many connections are open. */
  connections(): number;
  /** Resets every open connection, both ends; new ones are taken. Returns how many there were. */
  cut(): number;
  /** From now on holds what is sent, either way, for up to so many milliseconds; 0 passes it on at once. */
  delay(milliseconds: number): void;
  /** Resets every connection and takes no more. */
  close(): Promise<void>;
}

/**
 * Listens on a free port and passes everything on to `port` of this machine, in order. Each connection is opened anew, so the
 * server behind it may come and go: while it is away, connections are reset.
 */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  let delayMs = 0;
  const open = new Set<() => void>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const reset = () => {
      open.delete(reset);
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    open.add(reset);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.setNoDelay(true);
      pump(from, to, () => delayMs);
      from.on('error', reset);
      // Who left without saying so has been cut off; what somebody said before leaving in order may still be held here.
      from.on('close', () => {
        if (!from.readableEnded) reset();
        else if (to.closed) open.delete(reset);
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    const all = [...open];
    for (const reset of all) reset();
    return all.length;
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => open.size,
    cut,
    delay: (milliseconds) => (delayMs = milliseconds),
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What comes while something is held waits with it: one timer at a time, so that nothing is overtaken. */
function pump(from: Socket, to: Socket, delay: () => number): void {
  let held: Buffer[] = [];
  let isEnded = false;
  const flush = () => {
    const all = Buffer.concat(held);
    held = [];
    if (!to.writable) return;
    if (all.length > 0 && !to.write(all)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
    if (isEnded) to.end();
  };
  const pass = () => {
    const wait = delay();
    if (wait > 0) setTimeout(flush, wait);
    else flush();
  };
  from.on('data', (chunk: Buffer) => {
    held.push(chunk);
    if (held.length === 1) pass();
  });
  from.on('end', () => {
    isEnded = true;
    if (held.length === 0) pass();
  });
}
