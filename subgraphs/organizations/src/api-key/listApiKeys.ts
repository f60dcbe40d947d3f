import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { requireApiKeyAdmin } from './apiKey.policy.ts';
import { selectApiKeyPage } from './apiKey.sql.ts';
import type { ApiKey } from './apiKey.ts';

const apiKeyCursor = listCursor('apiKey', z.uuid());

export const cursorOfApiKey = ({ id }: ApiKey) => apiKeyCursor.of(id);

/** The keys of the current organization, newest first. */
export async function listApiKeys(ctx: Context, args: PageArgs): Promise<PageOf<ApiKey>> {
  const organizationId = requireApiKeyAdmin(ctx.session);
  const page = readPage(args, apiKeyCursor.key);
  const rows = await ctx.db.read((tx) => selectApiKeyPage(tx, organizationId, page));
  return cutPage(rows, page.limit);
}
