import type { Session } from '@prism/auth/session';
import type { Logger } from '@prism/telemetry/logger';

/** Who asks, in one request or on one socket, and what the subgraphs are told about it. */
export interface RequestContext {
  readonly requestId: string;
  readonly log: Logger;
  /** Null: nobody signed in. In standalone mode always null. */
  readonly session: Session | null;
  /** When what they sent stops being good, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Two requests with the same key may share what a subgraph answers. */
  readonly identityKey: string;
  /** Headers for the subgraphs, minted when they are needed: a stream outlives its first internal token. */
  readonly upstreamHeaders: () => Promise<Record<string, string>>;
}
