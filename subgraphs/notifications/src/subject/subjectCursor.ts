import { listCursor } from '@prism/db/page';
import { z } from 'zod';

import type { Place } from './subject.sql.ts';
import type { Watch } from './subject.ts';

const place: z.ZodType<Place> = z.tuple([z.iso.datetime(), z.enum(['Task', 'Document', 'Announcement']), z.uuid()]);

/** How places in the list of watched subjects are written. */
export const watchCursor = listCursor('watches', place);

/** How places in the list of muted subjects are written. */
export const muteCursor = listCursor('mutes', place);

/** Where a row stands in its list. */
export function placeOf({ subject, createdAt }: Watch): Place {
  return [createdAt.toISOString(), subject.type, subject.id];
}
