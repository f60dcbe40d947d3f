import { toConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { cursorOfAuditEntry, listAuditEntries } from '../../listAuditEntries.ts';

export const auditLog: NonNullable<QueryResolvers['auditLog']> = async (_parent, args, ctx) =>
  toConnection(await listAuditEntries(ctx, args), cursorOfAuditEntry);
