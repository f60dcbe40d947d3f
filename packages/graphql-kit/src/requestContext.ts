import type { Logger } from '@prism/telemetry/logger';
import type { Caller } from './authenticate.ts';

/** What is known of a request before the subgraph adds its own: who asks, under which id, and where to log. */
export interface RequestContext extends Caller {
  readonly requestId: string;
  readonly log: Logger;
}
