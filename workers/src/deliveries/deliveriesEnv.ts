import { count } from '@prism/config/fragments';
import type { z } from 'zod';

/** How messages are sent: spread into the `env.ts` of a process that does. */
export const deliveriesEnv = {
  /** Messages under way at once in this process; an eighth of them, 16 at most, of one organization. */
  DELIVERY_CONCURRENCY: count('messages', 128),
  /** For how long a message is a process's own: when that dies, another sends it afterwards. */
  DELIVERY_LEASE_MS: count('milliseconds', 90_000, 1_000),
  /** Administrators are told from so many overdue messages on, */
  DELIVERY_BACKLOG_ROWS: count('messages', 1_000),
  /** or when one has been overdue for so long. */
  DELIVERY_BACKLOG_SECONDS: count('seconds', 300),
};

/** The parsed form of {@link deliveriesEnv}. */
export type DeliveriesEnv = z.output<z.ZodObject<typeof deliveriesEnv>>;
