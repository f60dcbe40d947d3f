import type { Session } from '@prism/auth/session';
import { createConnectionLimit } from '../subscriptions/connectionLimit.ts';

/** How many uploads and downloads are under way. */
export interface TransferLimit {
  /** Counts one more of a caller, in their organization, and returns what counts it off, once. Null: there are too many of theirs already. */
  take(session: Pick<Session, 'actor' | 'organizationId'>): (() => void) | null;
}

/** So many of a caller, and twice as many of an organization, so that one with many members leaves connections to the others. */
export function createTransferLimit(perCaller: number): TransferLimit {
  const callers = createConnectionLimit(perCaller);
  const organizations = createConnectionLimit(2 * perCaller);
  return {
    take({ actor, organizationId }) {
      const leaveCaller = callers.take(actor.id);
      if (!leaveCaller) return null;
      const leaveOrganization = organizations.take(organizationId ?? '');
      if (!leaveOrganization) {
        leaveCaller();
        return null;
      }
      return () => {
        leaveCaller();
        leaveOrganization();
      };
    },
  };
}
