import { ApolloLink } from '@apollo/client/link';
import { catchError, throwError } from 'rxjs';
import { ConnectionLost } from '../connectionLost.ts';
import type { Transport } from './transport.ts';

/** Makes a transport that tells when a connection of it was accepted. */
export type MakeTransport = (onOpen: () => void) => Transport;

/** How often in a row sockets may fail to open, after they once did, before something else is tried: gateways restart. */
const attemptsOnceOpened = 3;

/**
 * Sockets, or what else works where they are blocked. A socket that does not open may mean that, or that the graph is away:
 * only when the other transport gets through instead, that one is used from then on.
 */
export function createAutoTransport(makeFirst: MakeTransport, makeSecond: MakeTransport): Transport {
  let everOpened = false;
  let isOpen = false;
  let failures = 0;
  let lastCause: unknown;
  let isSettled = false;
  const first = makeFirst(() => {
    everOpened = true;
    isOpen = true;
    failures = 0;
  });
  const second = makeSecond(() => {
    isSettled = true;
  });
  /** Whether a socket did not open that should have by now. All subscriptions of a socket fail with the same cause. */
  const isBlocked = (error: unknown): boolean => {
    if (!(error instanceof ConnectionLost) || !didNotOpen(error)) return false;
    if (error.cause !== lastCause || error.cause === undefined) {
      lastCause = error.cause;
      if (isOpen) isOpen = false;
      else failures += 1;
    }
    return failures >= (everOpened ? attemptsOnceOpened : 1);
  };
  const link = new ApolloLink((operation, forward) => {
    if (isSettled) return second.link.request(operation, forward);
    return first.link
      .request(operation, forward)
      .pipe(
        catchError((error: unknown) =>
          isBlocked(error) ? second.link.request(operation, forward) : throwError(() => error),
        ),
      );
  });
  return {
    link,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  };
}

/** Ended by the network or what is between, not by the graph; or the other end speaks no such protocol. */
const blockedCodes = new Set([1002, 1006, 4406, 4408, 4499, 4504]);

function didNotOpen({ closeCode }: ConnectionLost): boolean {
  return closeCode === undefined || blockedCodes.has(closeCode);
}
