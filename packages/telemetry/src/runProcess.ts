import { setTimeout as sleep } from 'node:timers/promises';
import { ExpectedError } from './expectedError.ts';
import { createLogger, type Logger } from './logger.ts';
import { startTracing } from './tracing.ts';

/**
 * How long the main thread is idle before it leaves, in ms. `process.exit` joins the threads that compile: when one of them waits
 * for a garbage collection just then, which the main thread would do, that is for ever (nodejs/node#54918).
 */
const settleMs = 200;

/** What a starting process is given. */
export interface ProcessParts {
  readonly log: Logger;
  /** Remembers how to close what was just opened. Closing goes in the reverse order of opening. */
  readonly onClose: (close: () => Promise<unknown>) => void;
}

/**
 * Runs a service process: tracing, then `start`, then waiting. SIGTERM or SIGINT closes what was opened, last first, and
 * exits with 0; a second signal, or closing for longer than `closingLimitMs` (default 15,000), exits at once with 1. A start
 * that fails is logged (without a stack when it is an ExpectedError, or the port is taken), closes what it had opened and exits with 1.
 */
export async function runProcess(
  name: string,
  start: (parts: ProcessParts) => Promise<void>,
  { closingLimitMs = 15_000 }: { readonly closingLimitMs?: number } = {},
): Promise<void> {
  const log = createLogger(name);
  const closers: (() => Promise<unknown>)[] = [await startTracing(name)];
  let closing = false;

  const end = async (exitCode: number): Promise<void> => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => {
      log.error('closing took too long');
      process.exit(1);
    }, closingLimitMs).unref();
    const clean = await closeAll(closers, log);
    await sleep(settleMs);
    process.exit(clean ? exitCode : 1);
  };

  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => void end(0));
  try {
    await start({ log, onClose: (close) => closers.push(close) });
  } catch (error) {
    if (isExpected(error)) log.fatal({ reason: error.message }, 'could not start');
    else log.fatal({ err: error }, 'could not start');
    await end(1);
  }
}

function isExpected(error: unknown): error is Error {
  return error instanceof ExpectedError || (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE');
}

/** Closes everything, also after one of them failed; false when one did. */
async function closeAll(closers: readonly (() => Promise<unknown>)[], log: Logger): Promise<boolean> {
  let clean = true;
  for (const close of closers.toReversed()) {
    try {
      await close();
    } catch (error) {
      clean = false;
      log.error({ err: error }, 'closing failed');
    }
  }
  return clean;
}
