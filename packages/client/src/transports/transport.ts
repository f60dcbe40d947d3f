import type { ApolloLink } from '@apollo/client/link';

/** What every request and every connection sends; asked anew for each. */
export type GetHeaders = () => Promise<Readonly<Record<string, string>>>;

/** How subscriptions travel. */
export interface Transport {
  /**
   * A terminating link. A refusal by the graph is a `CombinedGraphQLErrors`, everything that ends a subscription otherwise a
   * `ConnectionLost`; neither is retried here.
   */
  readonly link: ApolloLink;
  /** Ends what is open. */
  readonly close: () => Promise<void>;
}

/** Where a transport goes, as whom, and how patiently. */
export interface TransportOptions {
  /** `https://…/graphql` */
  readonly url: string;
  readonly headers: GetHeaders;
  /** How long the other end may take to answer, or to send nothing at all, in milliseconds. Prism sends something every 12 s. */
  readonly patienceMs: number;
}

/** For transports that another one may stand in for. */
export interface WatchedTransportOptions extends TransportOptions {
  /** A connection was accepted. */
  readonly onOpen?: (() => void) | undefined;
}
