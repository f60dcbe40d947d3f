import { PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import type { IncomingHttpHeaders } from 'node:http';
import type { CreateContext } from '../http/contextFactory.ts';
import { requestIdOf } from '../http/requestIds.ts';
import { closeCodes, forbiddenCode } from './closeCodes.ts';
import { closeSocket } from './closeSocket.ts';
import { keepConnection, type KeepConnectionOptions } from './keepConnection.ts';
import type { SocketState } from './socketState.ts';

export interface ConnectSocketOptions extends KeepConnectionOptions {
  readonly createContext: CreateContext;
  readonly log: Logger;
}

/**
 * Finds out who has opened a socket, from the payload of its connection_init, and keeps it only for as long as that holds.
 * False: it was closed, with a code that says why.
 */
export async function connectSocket(
  state: SocketState,
  params: Record<string, unknown>,
  options: ConnectSocketOptions,
): Promise<boolean> {
  const { socket } = state;
  const upgrade = state.upgrade ?? {};
  state.upgrade = null;
  try {
    const headers = headersOf(params, upgrade);
    const context = await options.createContext(headers, requestIdOf(upgrade['x-request-id']));
    if (options.sessions && !context.session) {
      socket.close(forbiddenCode, 'Forbidden: send authorization in the payload of connection_init');
      return false;
    }
    const leave = keepConnection({ headers, context }, options, (closing) => {
      closeSocket(socket, closing);
    });
    if (!leave) {
      socket.close(...closeCodes.tooMany);
      return false;
    }
    // One that went while its session was looked up closes no more.
    if (socket.readyState === socket.CLOSED) leave();
    else socket.once('close', leave);
    state.context = context;
    return true;
  } catch (error) {
    if (!(error instanceof PrismError)) options.log.error({ err: error }, 'A socket could not be opened');
    const isRefusal = error instanceof PrismError && error.code !== 'UPSTREAM_UNAVAILABLE';
    if (isRefusal) socket.close(forbiddenCode, `Forbidden: ${error.message}`.slice(0, 120));
    else socket.close(...closeCodes.unavailable);
    return false;
  }
}

// The payload carries the names of the HTTP headers; clients write them in any case.
function headersOf(params: Record<string, unknown>, upgrade: IncomingHttpHeaders): IncomingHttpHeaders {
  const given = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { ...upgrade, ...Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])) };
}
