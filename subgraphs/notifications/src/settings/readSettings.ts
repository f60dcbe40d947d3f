import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { findSettings } from './settings.sql.ts';
import type { Settings } from './settings.ts';

/** How the caller wants to be addressed in this organization. */
export async function readSettings(ctx: Context): Promise<Settings> {
  const inbox = requireInbox(ctx.session);
  return ctx.db.read((db) => findSettings(db, inbox));
}
