import { cutPage, encodeCursor, readPage, type PageOf } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { requireApiKeyAdmin } from './apiKey.policy.ts';
import { selectApiKeyPage } from './apiKey.sql.ts';
import type { ApiKey } from './apiKey.ts';

const cursorSchema = z.tuple([z.uuid()]);

export const cursorOfApiKey = ({ id }: ApiKey) => encodeCursor([id]);

/** The keys of the current organization, newest first. */
export async function listApiKeys(
  ctx: Context,
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
): Promise<PageOf<ApiKey>> {
  const organizationId = requireApiKeyAdmin(ctx.session);
  const { limit, after } = readPage(args, cursorSchema);
  const rows = await ctx.db.read((tx) => selectApiKeyPage(tx, organizationId, { limit, after: after?.[0] ?? null }));
  return cutPage(rows, limit);
}
