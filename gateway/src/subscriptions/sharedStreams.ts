import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import { upstreamStreams } from '../http/metrics.ts';
import type { CompleteEvent } from './completeEvents.ts';
import type { EventSink } from './eventSink.ts';
import type { LiveEvent } from './liveEvent.ts';
import { StreamLost, StreamRefused } from './streamErrors.ts';

/** Who hears a stream. After anything but `next`, and once it has left, it hears nothing more. Must not throw. */
export interface Subscriber {
  next(event: LiveEvent): void;
  end(): void;
  fail(refusal: StreamRefused): void;
  /** The stream can go on only over a new connection of the client. */
  lost(): void;
  /** More events came than could be completed. */
  overflow(): void;
}

/** What a stream comes from and what is made of its events. */
export interface StreamSource {
  /** Opens it at the subgraph; returns what closes it. Never throws: what fails, also at once, goes to the sink. */
  open(sink: EventSink<SubgraphAnswer, StreamLost | StreamRefused>): () => void;
  readonly complete: CompleteEvent;
  /** Events that may wait while others are completed. */
  readonly limit: number;
  /**
   * Who may join a stream that runs: only who has missed nothing (`start`), anybody, since each event stands for itself
   * (`live`), or anybody, who then gets the last event first (`state`).
   */
  readonly joining: 'start' | 'live' | 'state';
}

/** The streams that are open at subgraphs, each with all who hear it. */
export interface SharedStreams {
  /** Hears the stream of this key, opening it for the first one. Returns what leaves it; the last one closes it. */
  join(key: string, source: StreamSource, subscriber: Subscriber): () => void;
}

interface SharedStream {
  readonly mayJoin: boolean;
  add(subscriber: Subscriber): () => void;
}

/** How many events are completed side by side. Their entities are fetched together. */
const batchSize = 64;

export function createSharedStreams(): SharedStreams {
  const streams = new Map<string, SharedStream>();
  return {
    join(key, source, subscriber) {
      const known = streams.get(key);
      if (known?.mayJoin) return known.add(subscriber);
      // One that may not be joined any more goes on for those who have it.
      const opened: SharedStream = openStream(source, () => {
        if (streams.get(key) === opened) streams.delete(key);
      });
      streams.set(key, opened);
      return opened.add(subscriber);
    },
  };
}

function openStream(source: StreamSource, onOver: () => void): SharedStream {
  const subscribers = new Set<Subscriber>();
  let waiting: SubgraphAnswer[] = [];
  let begun = false;
  /** Kept only for those who will want it: events are many, and streams as well. */
  let last: LiveEvent | null = null;
  let running = false;
  let ending: ((subscriber: Subscriber) => void) | null = null;
  let over = false;
  let close: (() => void) | null = null;

  const finish = (tell: (subscriber: Subscriber) => void): void => {
    if (over) return;
    over = true;
    waiting = [];
    upstreamStreams.dec();
    onOver();
    close?.();
    for (const subscriber of subscribers) tell(subscriber);
    subscribers.clear();
  };

  const hand = (event: LiveEvent): void => {
    if (source.joining === 'state') last = event;
    for (const subscriber of subscribers) subscriber.next(event);
  };

  const run = async (first: Promise<LiveEvent | StreamRefused>): Promise<void> => {
    running = true;
    let batch: ReturnType<CompleteEvent>[] = [first];
    while (batch.length > 0) {
      for (const completing of batch) {
        const completed = await completing;
        if (over) return;
        if (completed instanceof StreamRefused) {
          finish((subscriber) => {
            subscriber.fail(completed);
          });
          return;
        }
        hand(completed);
      }
      batch = waiting.splice(0, batchSize).map(source.complete);
    }
    running = false;
    if (ending) finish(ending);
  };

  /** Once what came before has been handed on. */
  const endWith = (tell: (subscriber: Subscriber) => void): void => {
    ending ??= tell;
    if (!running) finish(ending);
  };

  const sink: EventSink<SubgraphAnswer, StreamLost | StreamRefused> = {
    push(event) {
      if (over || ending) return;
      begun = true;
      if (running && waiting.length < source.limit) {
        waiting.push(event);
      } else if (running) {
        finish((subscriber) => {
          subscriber.overflow();
        });
      } else {
        const completed = source.complete(event);
        if (completed instanceof Promise) void run(completed);
        else hand(completed);
      }
    },
    end() {
      endWith((subscriber) => {
        subscriber.end();
      });
    },
    fail(error) {
      if (over) return;
      if (error instanceof StreamLost)
        finish((subscriber) => {
          subscriber.lost();
        });
      else
        endWith((subscriber) => {
          subscriber.fail(error);
        });
    },
  };

  const open = (): void => {
    upstreamStreams.inc();
    const closeSource = source.open(sink);
    close = closeSource;
    if (over) closeSource();
  };

  return {
    get mayJoin() {
      return !over && !ending && (source.joining !== 'start' || !begun);
    },
    add(subscriber) {
      subscribers.add(subscriber);
      if (close === null) open();
      else if (source.joining === 'state' && last) subscriber.next(last);
      return () => {
        subscribers.delete(subscriber);
        if (subscribers.size === 0) finish(() => undefined);
      };
    },
  };
}
