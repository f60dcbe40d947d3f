/**
 * Why a call to a stranger's address came to nothing.
 * REFUSED: Prism does not call this address, now or later. UNREACHABLE: no connection, or it broke. TIMEOUT: too slow.
 * TOO_LARGE: the answer is larger than asked for. TOO_MANY_REDIRECTS: sent on and on.
 */
export type OutboundFault = 'REFUSED' | 'UNREACHABLE' | 'TIMEOUT' | 'TOO_LARGE' | 'TOO_MANY_REDIRECTS';

/** A call that came to nothing. Its message names neither path nor query of the address, which may be secrets. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly fault: OutboundFault;

  constructor(fault: OutboundFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}

/** A call that Prism does not make. */
export const refused = (message: string): OutboundError => new OutboundError('REFUSED', message);
