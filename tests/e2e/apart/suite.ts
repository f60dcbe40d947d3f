import type { Stack } from '@prism/testkit/stack';

/** Tests of a Prism that is told of peers of theirs, or that nobody else uses meanwhile. */
export interface Suite {
  /** Starts the peers; resolves to what Prism has to know of them. */
  open(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
  /** Registers the tests. The stack is there once the first of them begins. */
  register(stack: () => Stack): void;
}
