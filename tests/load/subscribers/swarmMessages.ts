/** One who will subscribe: with whose payload of `connection_init`, and from where on. */
export interface Subscriber {
  readonly payload: Readonly<Record<string, string>>;
  readonly after: string | null;
}

/** Clients to open, where, and how many at once. */
export interface Wave {
  readonly url: string;
  readonly query: string;
  readonly subscribers: readonly Subscriber[];
  readonly atOnce: number;
}

/** What came. */
export interface Arrivals {
  /** When each client had got its last frame, in ms of the machine's clock. */
  readonly times: readonly number[];
  readonly bytes: number;
}

/** What the parent asks for. */
export type Command =
  { readonly open: Wave } | { readonly expect: { readonly frames: number; readonly clients: number } };

/** What it is answered, under the id of the command; a fault is everybody's. */
export type Reply = { readonly id: number } & (Arrivals | { readonly fault: string });
