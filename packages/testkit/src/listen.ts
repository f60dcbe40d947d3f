import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of a test that takes requests. */
export interface Listening {
  /** `http://127.0.0.1:…`, without a path. */
  readonly url: string;
  /** Cuts every connection and closes. */
  close(): Promise<void>;
}

/** Has a server listen on a free port of this machine. */
export async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
