// The only door for workers. The TenantDb is bound to the organization of the job and to the role prism_organizations, also
// when the worker's own role is another.
export { findRoles } from './membership/findRoles.ts';
export { listMemberIds } from './membership/listMemberIds.ts';
export { findMemberContacts } from './user/findMemberContacts.ts';
export { findMembersByHandle } from './user/findMembersByHandle.ts';
export { findUserNames } from './user/findUserNames.ts';
