import { roles } from '@prism/auth/scopes';
import { newId } from '@prism/db/newId';
import { badUserInput, conflict, notFound } from '@prism/errors/errors';
import { nonEmptyText, text } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { idempotencyKey } from '../idempotency/once.ts';
import { readSubject, requireSubject } from '../subject/requireSubject.ts';
import { subjectTypes, type SubjectInput, type SubjectTypeName } from '../subject/subject.ts';
import { countOtherWatchers } from '../subject/watchers.ts';
import { isSame, publishedEvent, type Announcement, type AnnouncementDraft } from './announcement.ts';
import { requireAnnouncer } from './announcement.policy.ts';
import { findByKey, insertAnnouncement } from './announcement.sql.ts';

const maxRecipients = 1_000;
const maxAheadMs = 366 * 24 * 3_600_000;

const inputSchema = z
  .object({
    title: nonEmptyText(500),
    body: text(10_000)
      .nullish()
      .transform((body) => body || null),
    urgent: z
      .boolean()
      .nullish()
      .transform((urgent) => urgent ?? false),
    recipientIds: z
      .array(z.string())
      .min(1, 'must not be empty: leave it out to tell all members')
      .max(maxRecipients, `must be at most ${maxRecipients}`)
      .nullish()
      .transform((ids) => (ids ? [...new Set(ids.map((id) => id.toLowerCase()))].sort() : null)),
    roles: z
      .array(z.enum(roles))
      .min(1, 'must not be empty: leave it out to tell all members')
      .nullish()
      .transform((some) => (some ? [...new Set(some)].sort() : null)),
    watchersOf: z
      .object({ type: z.enum(Object.keys(subjectTypes) as SubjectTypeName[]), id: z.string() })
      .nullish()
      .transform((subject) => subject ?? null),
    sendAt: z
      .date()
      .nullish()
      .transform((at) => at ?? null),
    idempotencyKey,
  })
  .refine((input) => [input.recipientIds, input.roles, input.watchersOf].filter((one) => one !== null).length <= 1, {
    path: ['recipientIds'],
    message: 'must stand alone: give recipientIds, roles or watchersOf',
  });

/**
 * Publishes an announcement, whose recipients are notified by a job, or keeps it until it is due. A repetition changes nothing
 * and returns the first.
 */
export async function announce(ctx: Context, input: unknown): Promise<Announcement> {
  const organizationId = requireAnnouncer(ctx.session);
  const { watchersOf, ...rest } = parseInput(inputSchema, input);
  const draft = { ...rest, watchersOf: watchersOf && nameSubject(watchersOf) };
  // Asked before anything is checked that passes with time: a repetition holds also when a recipient has left in the meantime.
  const earlier = await findRepeated(ctx, organizationId, draft);
  if (earlier) return earlier;
  if (draft.sendAt) requireFuture(draft.sendAt);
  if (watchersOf) await requireSubject(ctx, watchersOf);
  return keep(ctx, { organizationId, draft, recipientCount: await countRecipients(ctx, organizationId, draft) });
}

function nameSubject(input: SubjectInput) {
  const subject = readSubject(input);
  if (!subject) throw notFound(subjectTypes[input.type]);
  return subject;
}

function requireFuture(sendAt: Date): void {
  const ahead = sendAt.getTime() - Date.now();
  const message = ahead <= 0 ? 'must be in the future' : 'must be within a year';
  if (ahead <= 0 || ahead > maxAheadMs) throw badUserInput([{ path: 'input.sendAt', message }]);
}

/**
 * Checks that each recipient is a member. How many members there are, only the organizations subgraph knows. Who has a role or
 * watches is not told of their own announcement, so does not count.
 */
async function countRecipients(
  ctx: Context,
  organizationId: string,
  { recipientIds, roles: some, watchersOf }: AnnouncementDraft,
): Promise<number> {
  const { role } = ctx.session;
  const sender = ctx.db.userId;
  if (recipientIds) {
    await ctx.entities.assertExist('User', recipientIds, ctx.token);
    return recipientIds.length;
  }
  if (watchersOf) return countOtherWatchers(ctx.db, watchersOf);
  const count = await ctx.countMembers(organizationId, some);
  return some && sender !== null && role !== null && some.includes(role) ? Math.max(0, count - 1) : count;
}

async function keep(
  ctx: Context,
  {
    organizationId,
    draft,
    recipientCount,
  }: { organizationId: string; draft: AnnouncementDraft; recipientCount: number },
): Promise<Announcement> {
  const createdBy = ctx.db.userId;
  const status = draft.sendAt ? 'SCHEDULED' : 'PUBLISHED';
  const kept = await ctx.db.transact(async (tx) => {
    const announcement = await insertAnnouncement(tx, organizationId, {
      ...draft,
      id: newId(),
      createdBy,
      recipientCount,
      status,
    });
    if (announcement?.status === 'PUBLISHED') await tx.emit(publishedEvent(announcement));
    return announcement;
  });
  // Nothing was written: the same key was used at this very moment, so the announcement is there now.
  const announcement = kept ?? (await findRepeated(ctx, organizationId, draft));
  if (!announcement) throw conflict('The announcement could not be published. Try again.');
  return announcement;
}

async function findRepeated(
  ctx: Context,
  organizationId: string,
  draft: AnnouncementDraft,
): Promise<Announcement | null> {
  const { idempotencyKey } = draft;
  if (idempotencyKey === null) return null;
  const earlier = await ctx.db.read((db) => findByKey(db, organizationId, idempotencyKey));
  if (earlier && !isSame(earlier, draft)) throw conflict('This idempotencyKey belongs to another announcement.');
  return earlier;
}
