import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectVersion } from './version.sql.ts';
import type { DocumentVersion } from './version.ts';

/** A version of a document of the organization, or NOT_FOUND. */
export async function getVersion(
  ctx: Context,
  args: { readonly documentId: string; readonly version: number },
): Promise<DocumentVersion> {
  const organizationId = requireKnowledgeReader(ctx.session);
  if (!isId(args.documentId)) throw notFound('DocumentVersion');
  const version = await ctx.db.read((tx) => selectVersion(tx, organizationId, args));
  if (!version) throw notFound('DocumentVersion');
  return version;
}
