import { newId } from '@prism/db/newId';
import { conflict } from '@prism/errors/errors';
import { nonEmptyText, text } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { isSame, type Announcement, type AnnouncementDraft } from './announcement.ts';
import { requireAnnouncer } from './announcement.policy.ts';
import { findByKey, insertAnnouncement } from './announcement.sql.ts';

const maxRecipients = 1_000;

const inputSchema = z.object({
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
  idempotencyKey: nonEmptyText(200)
    .nullish()
    .transform((key) => key ?? null),
});

/** Publishes an announcement; its recipients are notified by a job. A repetition changes nothing and returns the first. */
export async function announce(ctx: Context, input: unknown): Promise<Announcement> {
  const organizationId = requireAnnouncer(ctx.session);
  const draft = parseInput(inputSchema, input);
  // Asked before the recipients are checked: a repetition holds also when one of them has left in the meantime.
  const earlier = await findRepeated(ctx, organizationId, draft);
  if (earlier) return earlier;
  return publish(ctx, { organizationId, draft, recipientCount: await countRecipients(ctx, organizationId, draft) });
}

/** Checks that each recipient is a member. How many members there are, only the organizations subgraph knows. */
async function countRecipients(
  ctx: Context,
  organizationId: string,
  { recipientIds }: AnnouncementDraft,
): Promise<number> {
  if (recipientIds === null) return ctx.countMembers(organizationId);
  await ctx.entities.assertExist('User', recipientIds, ctx.token);
  return recipientIds.length;
}

async function publish(
  ctx: Context,
  {
    organizationId,
    draft,
    recipientCount,
  }: { organizationId: string; draft: AnnouncementDraft; recipientCount: number },
): Promise<Announcement> {
  const createdBy = ctx.db.userId;
  const published = await ctx.db.transact(async (tx) => {
    const announcement = await insertAnnouncement(tx, organizationId, {
      ...draft,
      id: newId(),
      createdBy,
      recipientCount,
    });
    if (!announcement) return null;
    await tx.emit({
      name: 'announcement.published',
      payload: { announcementId: announcement.id, actorId: createdBy },
    });
    return announcement;
  });
  // Nothing was written: the same key was used at this very moment, so the announcement is there now.
  const announcement = published ?? (await findRepeated(ctx, organizationId, draft));
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
