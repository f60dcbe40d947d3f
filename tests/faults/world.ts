import type { OidcIssuer } from '@prism/testkit/oidcIssuer';
import type { Delivered } from './history.ts';

/** A Prism that can be harmed. */
export interface World {
  /** The graph, by way of a proxy that stays when the gateway goes. */
  readonly url: string;
  readonly signIn: OidcIssuer['signIn'];
  readonly faults: readonly Fault[];
  /** Who gets messages outside of Prism. */
  readonly outside: {
    /** Where Prism reaches the receiver of webhooks. */
    readonly webhookPort: number;
    /** Everything that arrived so far, taken or not. */
    deliveries(): Delivered[];
    /** From now on every attempt is taken. */
    behave(): void;
  };
  /** Processes that ended although nobody ended them, with what they said last. */
  readonly unexpectedEnds: readonly string[];
  /** The end of what every process printed, for whoever has to find out why. */
  output(): string;
}

/** One way to harm it. */
export interface Fault {
  readonly name: string;
  /** Resolves when the harm is over: what was killed runs again, what was slow is fast. */
  readonly cause: () => Promise<void>;
}
