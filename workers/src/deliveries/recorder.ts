import { setTimeout as sleep } from 'node:timers/promises';

import { recordOutcomes, type Ended } from '@prism/notifications/domain';
import type { TenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';
import { counter } from '@prism/telemetry/metrics';

/** Writes down what became of messages. */
export type Recorder = {
  /** Resolves once it is written, or given up: then the message is sent again when its lease has passed. Never rejects. */
  record(organizationId: string, ended: Ended): Promise<void>;
  /** Gives up what cannot be written at once from now on. */
  close(): void;
};

const atOnce = 100;
/** The database may be away for a while: what was sent would be sent once more if that were not written down. */
const tries = 8;
const firstPauseMs = 200;

const outcomes = counter({
  name: 'prism_deliveries_total',
  help: 'Attempts to deliver a message, by what followed: sent, again, dead, cancelled, superseded.',
  labelNames: ['channel', 'outcome'],
});

/** Records what ends at about the same time in one transaction an organization. */
export function createRecorder({
  dbOf,
  log,
}: {
  readonly dbOf: (organizationId: string) => TenantDb;
  readonly log: Logger;
}): Recorder {
  const waiting = new Map<string, { readonly ended: Ended; readonly done: () => void }[]>();
  let closed = false;

  const write = async (organizationId: string, ended: readonly Ended[]): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        count(ended, await recordOutcomes(dbOf(organizationId), ended));
        return;
      } catch (error) {
        if (closed || attempt >= tries) {
          log.error({ err: error, organizationId, messages: ended.length }, 'what became of messages was not recorded');
          return;
        }
        await sleep(firstPauseMs * 2 ** (attempt - 1));
      }
    }
  };
  const flush = async (organizationId: string): Promise<void> => {
    for (let queue = waiting.get(organizationId); queue?.length; queue = waiting.get(organizationId)) {
      const batch = queue.splice(0, atOnce);
      await write(
        organizationId,
        batch.map(({ ended }) => ended),
      );
      for (const { done } of batch) done();
    }
    waiting.delete(organizationId);
  };
  return {
    record: (organizationId, ended) =>
      new Promise((done) => {
        const queue = waiting.get(organizationId);
        if (queue) {
          queue.push({ ended, done });
          return;
        }
        waiting.set(organizationId, [{ ended, done }]);
        // What ends in this turn of the event loop goes along.
        setImmediate(() => void flush(organizationId));
      }),
    close() {
      closed = true;
    },
  };
}

function count(ended: readonly Ended[], recorded: Awaited<ReturnType<typeof recordOutcomes>>): void {
  ended.forEach(({ claim }, index) => {
    outcomes.inc({ channel: claim.channel, outcome: recorded[index]?.status.toLowerCase() ?? 'superseded' });
  });
}
