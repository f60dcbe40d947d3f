import type { Context } from '@prism/organizations/context';
import type { AuditActorResolvers, AuditEntryResolvers } from '@prism/organizations/generated/resolvers';
import type { AuditEntry as Entry } from '../auditEntry.ts';

const loadActor = {
  user: (id: string, { loaders }: Context) => loaders.user.load(id),
  apiKey: (id: string, { loaders }: Context) => loaders.apiKey.load(id),
  system: () => null,
} as const satisfies Record<Entry['actorType'], unknown>;

export const AuditEntry: AuditEntryResolvers = {
  actor: ({ actorType, actorId }, _args, ctx) => (actorId === null ? null : loadActor[actorType](actorId, ctx)),
};

export const AuditActor: AuditActorResolvers = {
  __resolveType: (actor) => ('prefix' in actor ? 'ApiKey' : 'User'),
};
