import { ApiKey } from './api-key/resolvers/ApiKey.ts';
import { createApiKey } from './api-key/resolvers/Mutation/createApiKey.ts';
import { revokeApiKey } from './api-key/resolvers/Mutation/revokeApiKey.ts';
import { apiKeys } from './api-key/resolvers/Query/apiKeys.ts';
import { AuditActor, AuditEntry } from './audit/resolvers/AuditEntry.ts';
import { auditLog } from './audit/resolvers/Query/auditLog.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { MembershipConnection } from './membership/resolvers/MembershipConnection.ts';
import { inviteMember } from './membership/resolvers/Mutation/inviteMember.ts';
import { removeMember } from './membership/resolvers/Mutation/removeMember.ts';
import { updateMemberRole } from './membership/resolvers/Mutation/updateMemberRole.ts';
import { invitations } from './membership/resolvers/Query/invitations.ts';
import { members } from './membership/resolvers/Query/members.ts';
import { createOrganization } from './organization/resolvers/Mutation/createOrganization.ts';
import { Organization } from './organization/resolvers/Organization.ts';
import { organization } from './organization/resolvers/Query/organization.ts';
import { user } from './user/resolvers/Query/user.ts';
import { viewer } from './user/resolvers/Query/viewer.ts';
import { User } from './user/resolvers/User.ts';

export const resolvers: Resolvers = {
  Query: { viewer, user, organization, members, invitations, apiKeys, auditLog },
  Mutation: { createOrganization, inviteMember, updateMemberRole, removeMember, createApiKey, revokeApiKey },
  ApiKey,
  AuditActor,
  AuditEntry,
  MembershipConnection,
  Organization,
  User,
};
