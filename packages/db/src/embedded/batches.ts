import { readAnswer, type Notification } from './backendFrames.ts';
import { findSql, type Frame, message, withSql } from './frontendFrames.ts';
import { withoutLead } from './listenStatements.ts';
import type { Turns, TurnTaker } from './turns.ts';

/** Runs protocol messages on the one session and resolves to everything it answered. */
export type Execute = (messages: Buffer) => Promise<Buffer>;

/** Where a client's batches run and where the answers go. */
export type BatchesOptions = {
  execute: Execute;
  turns: Turns;
  reply: (bytes: Buffer) => void;
  deliver: (notifications: readonly Notification[]) => void;
  evict: () => void;
};

/** One client's work. `add` takes its messages in order, `drop` forgets what has not run and rolls back what is open. */
export type Batches = { add(frame: Frame): void; drop(): void };

const sync = message('S', Buffer.alloc(0));
const rollback = message('Q', Buffer.from('ROLLBACK\0'));

/**
 * Collects messages up to the end of a batch (Query, Sync, FunctionCall; Flush ends a part of one) and runs each batch with nobody
 * else's in between. The session is kept until the batch is complete and the transaction over.
 */
export function createBatches({ execute, turns, reply, deliver, evict }: BatchesOptions): Batches {
  let collected: Buffer[] = [];
  let ready: { bytes: Buffer; complete: boolean }[] = [];
  // Whether the session is in the middle of something of this client's.
  let open = false;

  const taker: TurnTaker = {
    hasWork: () => ready.length > 0,
    evict,
    async step() {
      const { bytes, complete } = ready.shift() ?? { bytes: sync, complete: true };
      const answer = readAnswer(await execute(bytes));
      if (complete && answer.status === null) throw new Error('The session did not finish a batch: it has crashed.');
      open = answer.status !== 'idle';
      deliver(answer.notifications);
      reply(answer.reply);
      return open;
    },
    async abandon() {
      if (!open) return;
      open = false;
      // The Sync ends a batch that was left half sent.
      deliver(readAnswer(await execute(Buffer.concat([sync, rollback]))).notifications);
    },
  };

  return {
    add(frame) {
      collected.push(refuseCopy(frame).bytes);
      if (!'QSFH'.includes(frame.type)) return;
      ready.push({ bytes: Buffer.concat(collected), complete: frame.type !== 'H' });
      collected = [];
      turns.ask(taker);
    },
    drop() {
      ready = [];
      turns.leave(taker);
    },
  };
}

// The session reads its input in one go and cannot wait for the data that follows a COPY: it would take the pause for the end of
// the connection. An error in its place leaves the transaction as any error does.
function refuseCopy(frame: Frame): Frame {
  const sql = findSql(frame);
  if (sql === null || !/(?:^|;)\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(withoutLead(sql))) return frame;
  return withSql(
    frame,
    `DO $$ BEGIN RAISE EXCEPTION 'COPY FROM STDIN does not work on the embedded Postgres' USING ERRCODE = '0A000'; END $$`,
  );
}
