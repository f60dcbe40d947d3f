// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Connection, CountedConnection } from '@prism/graphql-kit/connection';
import type { ApiKey } from './api-key/apiKey.ts';
import type { AuditEntry } from './audit/auditEntry.ts';
import type { Membership } from './membership/membership.ts';
import type { Organization } from './organization/organization.ts';
import type { User } from './user/user.ts';

export type { ApiKey, AuditEntry, Membership, Organization, User };
export type MembershipConnection = CountedConnection<Membership>;
export type ApiKeyConnection = Connection<ApiKey>;
export type AuditEntryConnection = Connection<AuditEntry>;
