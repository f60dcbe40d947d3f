import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import { upstreamStreams } from '../http/metrics.ts';
import { closeCodes, type Closing } from './closeCodes.ts';
import type { CompleteEvent } from './completeEvents.ts';
import { createCompletionQueue } from './completionQueue.ts';
import type { EventSink } from './eventSink.ts';
import type { LiveEvent } from './liveEvent.ts';
import { StreamLost, type StreamRefused } from './streamErrors.ts';

/** Who hears a stream. After anything but `next`, and once it has left, it hears nothing more. Must not throw. */
export interface Subscriber {
  readonly next: (event: LiveEvent) => void;
  readonly end: () => void;
  readonly fail: (refusal: StreamRefused) => void;
  /** There is more, for who connects again and resumes. */
  readonly comeBack: (closing: Closing) => void;
}

type StreamSink = EventSink<SubgraphAnswer, StreamLost | StreamRefused>;

/** What a stream comes from and what is made of its events. */
export interface StreamSource {
  /** Opens it at the subgraph; returns what closes it. Never throws: what fails, also at once, goes to the sink. */
  open(sink: StreamSink): () => void;
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
  let hasBegun = false;
  /** Kept only for those who will want it: events are many, and streams as well. */
  let last: LiveEvent | null = null;
  let isEnding = false;
  let isOver = false;
  let close: (() => void) | null = null;

  const finish = (tell: (subscriber: Subscriber) => void): void => {
    if (isOver) return;
    isOver = true;
    queue.close();
    upstreamStreams.dec();
    onOver();
    close?.();
    for (const subscriber of subscribers) tell(subscriber);
    subscribers.clear();
  };
  const finishWith = (closing: Closing): void => {
    finish((subscriber) => {
      subscriber.comeBack(closing);
    });
  };
  /** Once what came before has been handed on. */
  const endWith = (tell: (subscriber: Subscriber) => void): void => {
    if (isEnding) return;
    isEnding = true;
    queue.whenIdle(() => {
      finish(tell);
    });
  };

  const queue = createCompletionQueue({
    complete: source.complete,
    limit: source.limit,
    onEvent: (event) => {
      if (source.joining === 'state') last = event;
      for (const subscriber of subscribers) subscriber.next(event);
    },
    onRefusal: (refusal) => {
      finish((subscriber) => {
        subscriber.fail(refusal);
      });
    },
  });
  const sink: StreamSink = {
    push(event) {
      if (isOver || isEnding) return;
      hasBegun = true;
      if (!queue.push(event)) finishWith(closeCodes.overflow);
    },
    end() {
      endWith((subscriber) => {
        subscriber.end();
      });
    },
    fail(error) {
      if (error instanceof StreamLost) finishWith(closeCodes.lost);
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
    if (isOver) closeSource();
  };

  return {
    get mayJoin() {
      return !isOver && !isEnding && (source.joining !== 'start' || !hasBegun);
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
