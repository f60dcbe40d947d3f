import { batchSize, listWatchers, type Subject } from '@prism/notifications/domain';
import { findRoles, listMemberIds } from '@prism/organizations/domain';
import type { Readers } from '@prism/knowledge/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

import { findMemberNames } from './memberNames.ts';
import type { Owners } from './owners.ts';

/**
 * Whom a notice is for: ids of present members in ascending order, each once, those after `after`, in batches that one
 * transaction takes. Read a batch at a time: never more of them in memory.
 */
export type Audience = (after: string | null) => AsyncGenerator<readonly string[], void, void>;

type Roles = Exclude<Parameters<typeof listMemberIds>[1]['roles'], undefined>;

/** Who runs an organization: told of what nobody else can put right. */
export const administrators = ['OWNER', 'ADMIN'] as const satisfies Roles;

/** People who are known to be members. */
export function these(ids: Iterable<string>): Audience {
  const sorted = [...new Set(ids)].sort();
  return async function* (after) {
    const rest = sorted.filter((id) => after === null || id > after);
    for (let start = 0; start < rest.length; start += batchSize) {
      yield await Promise.resolve(rest.slice(start, start + batchSize));
    }
  };
}

/** Those of the people who belong to the organization now. */
export function presentOf(organizations: TenantDb, ids: readonly string[]): Audience {
  return filtered(these(ids), (batch) => present(organizations, batch));
}

/** All members, or all with one of the roles. */
export function membersOf(organizations: TenantDb, roles?: Roles): Audience {
  return pages((after) => listMemberIds(organizations, { after, limit: batchSize, ...(roles && { roles }) }));
}

/** Who watches a subject and belongs to the organization now. */
export function watchersOf({ notifications, organizations }: Owners, subject: Subject): Audience {
  const watchers = pages((after) => listWatchers(notifications, subject, { after, limit: batchSize }));
  return filtered(watchers, (batch) => present(organizations, batch));
}

/** The audience without one person, as a rule the one who acted. */
export function without(audience: Audience, personId: string | null): Audience {
  return personId === null ? audience : filtered(audience, (batch) => batch.filter((id) => id !== personId));
}

/** Everybody who is in one of two audiences, once. */
export function either(one: Audience, other: Audience): Audience {
  return async function* (after) {
    let batch: string[] = [];
    for await (const id of merged(singly(one(after)), singly(other(after)))) {
      batch.push(id);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  };
}

/** Those of an audience who are among the readers of a document. */
export function amongReaders({ organizations }: Owners, readers: Readers, audience: Audience): Audience {
  if (readers === 'EVERYBODY') return audience;
  const { memberIds, roles } = readers;
  const named = new Set(memberIds);
  return filtered(audience, async (batch) => {
    const others = batch.filter((id) => !named.has(id));
    const byRole =
      others.length === 0 || roles.length === 0 ? [] : await ofRoles(organizations, { ids: others, roles });
    const readable = new Set([...named, ...byRole]);
    return batch.filter((id) => readable.has(id));
  });
}

function pages(read: (after: string | null) => Promise<readonly string[]>): Audience {
  return async function* (start) {
    for (let after = start; ;) {
      const ids = await read(after);
      if (ids.length > 0) yield ids;
      const last = ids.at(-1);
      if (last === undefined || ids.length < batchSize) return;
      after = last;
    }
  };
}

function filtered(
  audience: Audience,
  keep: (batch: readonly string[]) => readonly string[] | Promise<readonly string[]>,
): Audience {
  return async function* (after) {
    for await (const batch of audience(after)) {
      const kept = await keep(batch);
      if (kept.length > 0) yield kept;
    }
  };
}

async function ofRoles(
  organizations: TenantDb,
  { ids, roles }: { readonly ids: readonly string[]; readonly roles: Roles },
): Promise<string[]> {
  const found = await findRoles(organizations, ids);
  return ids.filter((id) => {
    const role = found.get(id);
    return role !== undefined && roles.includes(role);
  });
}

async function present(organizations: TenantDb, ids: readonly string[]): Promise<string[]> {
  const names = await findMemberNames(organizations, ids);
  return ids.filter((id) => names.has(id));
}

async function* singly(batches: AsyncIterable<readonly string[]>): AsyncGenerator<string, void, void> {
  for await (const batch of batches) yield* batch;
}

/** Two ascending lists as one, without duplicates. */
async function* merged(
  one: AsyncGenerator<string, void, void>,
  other: AsyncGenerator<string, void, void>,
): AsyncGenerator<string, void, void> {
  let [left, right] = await Promise.all([one.next(), other.next()]);
  while (!left.done || !right.done) {
    if (!left.done && !right.done && left.value === right.value) right = await other.next();
    else if (!left.done && (right.done || left.value < right.value)) {
      yield left.value;
      left = await one.next();
    } else if (!right.done) {
      yield right.value;
      right = await other.next();
    }
  }
}
