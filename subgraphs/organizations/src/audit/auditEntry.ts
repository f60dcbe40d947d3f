import type { Session } from '@prism/auth/session';

/** What can be done that the log tells of. */
export type AuditAction =
  | 'organization.created'
  | 'member.invited'
  | 'member.joined'
  | 'member.roleChanged'
  | 'member.removed'
  | 'invitation.changed'
  | 'invitation.withdrawn'
  | 'apiKey.created'
  | 'apiKey.revoked';

/** What is recorded of an action; who did it, where and when is added. */
export interface NewAuditEntry {
  readonly action: AuditAction;
  readonly targetType: 'Organization' | 'User' | 'ApiKey';
  readonly targetId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A line of the log. */
export interface AuditEntry {
  readonly id: string;
  readonly action: string;
  readonly actorType: Session['actor']['type'];
  readonly actorId: string | null;
  readonly actorName: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly details: unknown;
  readonly createdAt: Date;
}
