/** What a source of events feeds. After `end` or `fail` nothing more is taken. */
export interface EventSink<T, E = unknown> {
  readonly push: (event: T) => void;
  readonly end: () => void;
  readonly fail: (error: E) => void;
}
