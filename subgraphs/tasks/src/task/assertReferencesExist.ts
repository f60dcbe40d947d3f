import type { Context } from '../context.ts';

interface References {
  readonly assigneeId?: string | null | undefined;
  readonly documentIds?: readonly string[] | undefined;
}

/** Throws NOT_FOUND unless the caller can see the person and the documents that a task shall refer to. Ask before writing. */
export async function assertReferencesExist(ctx: Context, { assigneeId, documentIds = [] }: References): Promise<void> {
  await Promise.all([
    ctx.entities.assertExist('User', assigneeId == null ? [] : [assigneeId], ctx.token),
    ctx.entities.assertExist('Document', documentIds, ctx.token),
  ]);
}
