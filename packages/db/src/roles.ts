/** The owner of every schema, table and function. Nobody logs in as it; migrations `SET LOCAL ROLE` to it. */
export const ownerRole = 'prism_owner';

/**
 * The roles that touch data: one for each subgraph (its workers use it too) and one for the outbox relay. None of them owns
 * anything, is a superuser or may bypass row-level security.
 */
export const databaseRoles = [
  'prism_organizations',
  'prism_knowledge',
  'prism_tasks',
  'prism_notifications',
  'prism_analytics',
  'prism_relay',
] as const;

/** The name of one of {@link databaseRoles}. */
export type DatabaseRole = (typeof databaseRoles)[number];

/** What may be given a password and log in: each data role, and the workers' own login, which may become each of them. */
export const loginRoles = [...databaseRoles, 'prism_workers'] as const;
