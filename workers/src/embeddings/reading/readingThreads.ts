import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { ThreadAnswer } from './readingThread.ts';
import type { ReadText, Source } from './readSource.ts';
import { UnreadableError, type UnreadableReason } from './unreadable.ts';

/** What reading one source may take, and how threads come and go. */
export interface ReadingLimits {
  /** Threads at once; further sources wait their turn. */
  readonly threads: number;
  /** For one source, from when a thread has it. */
  readonly timeMs: number;
  /** JavaScript objects of a thread, in MiB. */
  readonly heapMb: number;
  /** Buffers of a thread, in MiB, which its heap does not include: looked at ten times a second. */
  readonly buffersMb: number;
  /** A thread is replaced after so many sources, so that what a parser leaks does not add up. */
  readonly reads: number;
  /** A thread that has had nothing to do for so long ends. */
  readonly idleMs: number;
}

const defaults: ReadingLimits = {
  threads: Math.min(2, availableParallelism()),
  timeMs: 60_000,
  heapMb: 512,
  buffersMb: 256,
  reads: 500,
  idleMs: 30_000,
};

interface Thread {
  readonly worker: Worker;
  /** Resolves when it takes sources, rejects when it cannot start. */
  readonly ready: Promise<null>;
  /** How many it has had; too many when it must have no more. */
  reads: number;
  /** Takes what becomes of the source that it is reading. */
  settle: (outcome: ThreadAnswer | Error) => void;
  idle?: NodeJS.Timeout;
}

/** Threads that read. */
export interface ReadingThreads {
  /** Reads a source in a thread. Throws UnreadableError for what cannot be read, takes too long or too much. */
  read(source: Source): Promise<ReadText>;
  /** Ends the threads that have nothing to do; the next source starts one anew. */
  close(): Promise<void>;
}

/**
 * Reads sources in threads of their own, where a hostile one can neither hold up this process nor end it: it ends its thread.
 * Idle threads do not keep the process alive, and end by themselves.
 */
export function createReadingThreads(overrides: Partial<ReadingLimits> = {}): ReadingThreads {
  const limits = { ...defaults, ...overrides };
  const idle: Thread[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  return {
    async read(source) {
      if (busy >= limits.threads) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      const thread = idle.pop() ?? startThread(limits, idle);
      try {
        return toResult(await ask(thread, source, limits));
      } finally {
        putBack(thread, limits, idle);
        const next = waiting.shift();
        if (next) next();
        else busy -= 1;
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread({ heapMb }: ReadingLimits, idle: Thread[]): Thread {
  const worker = new Worker(new URL('./readingThread.ts', import.meta.url), {
    // Neither this process's secrets nor what it was started with concern a parser.
    ...{ env: {}, execArgv: [] },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
  });
  const ready = Promise.withResolvers<null>();
  const thread: Thread = { worker, ready: ready.promise, reads: 0, settle: () => undefined };
  const end = (error: Error) => {
    thread.reads = Infinity;
    takeOut(thread, idle);
    ready.reject(error);
    thread.settle(error);
  };
  worker.on('message', (told: ThreadAnswer | 'ready') => {
    if (told === 'ready') ready.resolve(null);
    else thread.settle(told);
  });
  worker.on('error', (error: unknown) => {
    end(new UnreadableError(isOutOfMemory(error) ? 'tooLarge' : 'damaged', error));
  });
  worker.on('exit', () => {
    end(new UnreadableError('damaged'));
  });
  return thread;
}

function isOutOfMemory(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Gives a thread back for the next source, or ends it. */
function putBack(thread: Thread, { reads, idleMs }: ReadingLimits, idle: Thread[]): void {
  const end = () => {
    // First, so that no source is given to a thread that is ending.
    takeOut(thread, idle);
    void thread.worker.terminate();
  };
  if (thread.reads >= reads) {
    end();
    return;
  }
  thread.worker.unref();
  thread.idle = setTimeout(end, idleMs).unref();
  idle.push(thread);
}

function takeOut(thread: Thread, idle: Thread[]): void {
  const index = idle.indexOf(thread);
  if (index >= 0) idle.splice(index, 1);
}

/** Has a thread read a source. One that took too much is to have no other. */
async function ask(thread: Thread, source: Source, limits: ReadingLimits): Promise<ThreadAnswer> {
  const { worker } = thread;
  clearTimeout(thread.idle);
  worker.ref();
  // Not the source's fault: to be tried again.
  await thread.ready.catch((cause: unknown) => {
    throw new Error('A reading thread could not start.', { cause });
  });
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  thread.settle = (outcome) => {
    if (outcome instanceof Error) reject(outcome);
    else resolve(outcome);
  };
  const giveUp = (reason: UnreadableReason) => {
    thread.reads = Infinity;
    reject(new UnreadableError(reason));
  };
  const late = setTimeout(giveUp, limits.timeMs, 'tooSlow');
  const look = setInterval(() => {
    void buffersOf(worker).then((bytes) => {
      if (bytes > limits.buffersMb * 1024 * 1024) giveUp('tooLarge');
    });
  }, 100);
  thread.reads += 1;
  worker.postMessage(source);
  return promise.finally(() => {
    clearTimeout(late);
    clearInterval(look);
  });
}

/** A thread that is just ending tells nothing. */
async function buffersOf(worker: Worker): Promise<number> {
  return worker.getHeapStatistics().then(
    ({ external_memory: bytes }) => bytes,
    () => 0,
  );
}

function toResult(answer: ThreadAnswer): ReadText {
  if ('read' in answer) return answer.read;
  if ('unreadable' in answer) throw new UnreadableError(answer.unreadable, answer.cause);
  throw new Error('A source could not be read, and no reason is known for that.', { cause: answer.error });
}
