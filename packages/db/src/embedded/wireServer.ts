import { type AddressInfo, createServer } from 'node:net';

import type { Notification } from './backendFrames.ts';
import type { Execute } from './batches.ts';
import { type Connection, createConnection } from './connection.ts';
import { createTurns } from './turns.ts';

/**
 * `port` 0 is any free one. `maxIdle`: milliseconds that a client may idle in an open transaction while others wait. `onFault` is
 * told when the session itself broke.
 */
export type WireServerOptions = {
  execute: Execute;
  password: string;
  port: number;
  maxIdle: number;
  onFault: (error: unknown) => void;
};

/** `close` ends every connection after the work at hand; open transactions are rolled back. */
export type WireServer = { port: number; close(): Promise<void> };

/**
 * Serves the PostgreSQL protocol on 127.0.0.1 to any number of clients, who share one session without noticing.
 * See docs/adr/0002-embedded-postgres.md.
 */
export async function startWireServer(options: WireServerOptions): Promise<WireServer> {
  const { execute, password, port, maxIdle, onFault } = options;
  const connections = new Set<Connection>();
  const turns = createTurns({ maxIdle, onFault });
  const greeting = await execute(startupPacket());
  const deliver = (notifications: readonly Notification[]) => {
    for (const notification of notifications) for (const connection of connections) connection.notify(notification);
  };
  let lastId = 0;

  const server = createServer((socket) => {
    lastId += 1;
    const connection = createConnection(socket, lastId, { execute, turns, greeting, password, deliver });
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const connection of connections) connection.end('57P01', 'the embedded Postgres is shutting down');
      await turns.close();
      await closed;
    },
  };
}

function startupPacket(): Buffer {
  const body = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0');
  body.writeInt32BE(body.length, 0);
  return body;
}
