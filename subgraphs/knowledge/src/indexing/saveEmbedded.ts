import type { Ai } from '@prism/ai/createAi';
import type { TenantDb } from '@prism/queue/tenantDb';

import { recordUsage } from '../usage/recordUsage.ts';
import { insertEmbeddedTexts } from './embeddedText.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** What a provider has answered. */
export interface Embedded {
  readonly model: string;
  /** By the hash of the text, in pgvector's text form. */
  readonly vectors: ReadonlyMap<string, string>;
  /** The document that they are for; they are kept with it until it is READY. Absent when they are stored otherwise. */
  readonly documentId?: string | undefined;
  readonly calls: number;
  readonly inputTokens: number;
}

/** Keeps vectors that were paid for, and counts what was paid. Keeps nothing for a document that is gone. */
export async function saveEmbedded(
  db: TenantDb,
  ai: Pick<Ai, 'prices'>,
  { model, vectors, documentId, calls, inputTokens }: Embedded,
): Promise<void> {
  await db.transact(async (tx) => {
    if (documentId !== undefined) await insertEmbeddedTexts(tx, tenantOf(db), { documentId, model, vectors });
    await recordUsage(tx, tenantOf(db), ai, { ...{ model, calls, inputTokens }, kind: 'EMBEDDING', outputTokens: 0 });
  });
}
