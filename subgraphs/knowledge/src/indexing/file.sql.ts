import type { Queryable } from '@prism/db/transaction';

/** The bytes of a file, whole; null when there is no such file. */
export async function selectFile(db: Queryable, organizationId: string, fileId: string): Promise<Uint8Array | null> {
  const { rows } = await db.query<{ bytes: Uint8Array }>(
    'SELECT bytes FROM knowledge.file_part WHERE organization_id = $1 AND file_id = $2 ORDER BY ordinal',
    [organizationId, fileId],
  );
  return rows.length === 0 ? null : Buffer.concat(rows.map(({ bytes }) => bytes));
}
