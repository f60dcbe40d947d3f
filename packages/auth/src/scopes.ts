/** Everything that can be allowed. Roles map to scopes, API keys carry them, policies ask for them and for nothing else. */
export const scopes = [
  'organization:read',
  'organization:admin',
  'knowledge:read',
  'knowledge:write',
  'knowledge:admin',
  'tasks:read',
  'tasks:write',
  'notifications:read',
  'notifications:send',
  'notifications:admin',
  'analytics:read',
  'analytics:write',
] as const;

/** One of {@link scopes}. */
export type Scope = (typeof scopes)[number];

/** What a person is in an organization, strongest first. */
export const roles = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;

/** One of {@link roles}. */
export type Role = (typeof roles)[number];

const viewer = ['organization:read', 'knowledge:read', 'tasks:read', 'notifications:read', 'analytics:read'] as const;
const member = [...viewer, 'knowledge:write', 'tasks:write', 'analytics:write'] as const;
const admin = [
  ...member,
  'organization:admin',
  'knowledge:admin',
  'notifications:send',
  'notifications:admin',
] as const;

/** What each role may do. OWNER and ADMIN differ in whom they may appoint, which the organizations policies decide. */
export const scopesOfRole = { OWNER: admin, ADMIN: admin, MEMBER: member, VIEWER: viewer } as const satisfies Record<
  Role,
  readonly Scope[]
>;
