import type { Vector } from '@prism/ai/embeddings';
import { toSql } from 'pgvector';

/** pgvector's text form of a vector. Half precision keeps 3 to 4 digits, so more than 6 places are only bytes. */
export function vectorText(vector: Vector): string {
  const rounded = Array.from(vector, (value) => Math.round(value * 1e6) / 1e6);
  return toSql(rounded) ?? '';
}
