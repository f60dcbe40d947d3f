import type { Ai } from '@prism/ai/createAi';
import type { Queryable } from '@prism/db/transaction';
import { measure } from '@prism/evaluation/measures';
import type { TenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';

import { createChunkLoaders } from '../chunk/chunk.loader.ts';
import { tenantOf } from '../indexing/tenantOf.ts';
import { embedQuery } from '../search/embedQuery.ts';
import { findNear } from '../search/retrieve.ts';
import type { EvaluationQuestion, EvaluationResult, EvaluationRun } from './evaluation.ts';
import { insertResult, markRunning, seeAsStarter, selectUnasked, settleRun } from './evaluationRun.sql.ts';
import { selectExpectations } from './evaluationSet.sql.ts';

/** Questions that are read at once. */
const batchSize = 20;

interface Parts {
  readonly db: TenantDb;
  readonly ai: Ai;
  readonly log: Logger;
}

/**
 * Asks the questions of a run that were not asked yet and keeps what was found of each at once, so that a run that was interrupted, or
 * whose provider takes few requests a minute, goes on where it was. `settle` says, in the transaction that ends the run, whether it is
 * still to be ended.
 */
export async function runEvaluation(
  parts: Parts,
  { runId }: { readonly runId: string },
  settle: (tx: Queryable) => Promise<boolean>,
): Promise<void> {
  const { db } = parts;
  const organizationId = tenantOf(db);
  const run = await db.transact((tx) => markRunning(tx, organizationId, runId));
  if (!run) return;
  const seen = { ...parts, db: asStarter(db, run) };
  for (;;) {
    const questions = await seen.db.read((tx) => selectUnasked(tx, organizationId, { run, limit: batchSize }));
    if (questions.length === 0) break;
    for await (const result of ask(seen, run, questions))
      await db.transact((tx) => insertResult(tx, organizationId, { runId, result }));
  }
  await endEvaluation(db, { runId, failureReason: null }, settle);
}

/**
 * Reads as who started the run. Through all documents, anybody could measure at which place one of their own stands for some words, and
 * so tell what hidden ones say.
 */
function asStarter(db: TenantDb, run: EvaluationRun): TenantDb {
  return {
    ...db,
    read: (reading) =>
      db.read(async (tx) => {
        await seeAsStarter(tx, run);
        return reading(tx);
      }),
  };
}

/** Ends a run; with a reason, in words for a person, it FAILED. */
export async function endEvaluation(
  db: TenantDb,
  { runId, failureReason }: { readonly runId: string; readonly failureReason: string | null },
  settle: (tx: Queryable) => Promise<boolean>,
): Promise<void> {
  await db.transact(async (tx) => {
    if (await settle(tx)) await settleRun(tx, tenantOf(db), { id: runId, failureReason });
  });
}

async function* ask(
  parts: Parts,
  { mode }: EvaluationRun,
  questions: readonly EvaluationQuestion[],
): AsyncGenerator<EvaluationResult> {
  const expectations = await parts.db.read((tx) =>
    selectExpectations(
      tx,
      parts.db.organizationId,
      questions.map(({ id }) => id),
    ),
  );
  const byQuestion = Map.groupBy(expectations, ({ questionId }) => questionId);
  for (const { id, question } of questions) {
    const expected = byQuestion.get(id) ?? [];
    const judgements = new Map(expected.map(({ documentId, relevance }) => [documentId, relevance]));
    // The last document that it expects may be gone since the questions were read.
    if (judgements.size > 0) yield { questionId: id, ...measure(await rank(parts, question, mode), judgements) };
  }
}

/** Documents in the order of their best passages. */
async function rank(parts: Parts, query: string, mode: EvaluationRun['mode']): Promise<string[]> {
  const organizationId = tenantOf(parts.db);
  // People are better off with keywords alone than with nothing; a measurement is not: it fails as the provider does.
  const vector = mode === 'KEYWORD' ? null : await embedQuery(parts, organizationId, query);
  const { hits } = await findNear(parts, organizationId, { query, mode, vector });
  const chunks = await createChunkLoaders(parts.db).chunk.loadMany(hits.map(({ chunkId }) => chunkId));
  return [...new Set(chunks.flatMap((chunk) => (chunk && !(chunk instanceof Error) ? [chunk.documentId] : [])))];
}
