import { databaseRoles as roles } from '@prism/db/roles';

/** The roles that touch data, for suites that look at the database from outside. */
export const databaseRoles: readonly string[] = roles;
