import type { Logger } from '@prism/telemetry/logger';

import type { Provider } from './channel.ts';

type Send = Provider['send'];

/**
 * Turns what a provider throws by mistake into an outcome worth another attempt. Of the error only its name is logged: its message
 * may quote an address or a key.
 */
export function neverThrowing({ name, log }: { readonly name: string; readonly log: Logger }, send: Send): Send {
  return async (message, endpoint) => {
    try {
      return await send(message, endpoint);
    } catch (error) {
      const fault = error instanceof Error ? error.name : typeof error;
      log.error({ provider: name, messageId: message.id, fault }, 'A provider threw instead of answering');
      return { outcome: 'RETRY', detail: `The provider failed (${fault}).` };
    }
  };
}
