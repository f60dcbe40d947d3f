import type { TypedDocumentNode } from '@apollo/client';
import { send } from '@prism/client/demo/graph';
import { parse } from 'graphql';
import type pg from 'pg';
import { quantile } from '../numbers.ts';
import type { Person } from '../people.ts';

export const modes = ['KEYWORD', 'VECTOR', 'HYBRID'] as const;
export type Mode = (typeof modes)[number];

/** Searches before the first one that counts. */
export const warmUp = 10;
/** As many as can be asked for at once. */
export const mostRows = 50;
const asked = 10;

export interface Query {
  readonly text: string;
  readonly vector: readonly number[];
}

/** An organization that is searched. */
export interface Searched {
  readonly chunks: number;
  readonly owner: Person;
  readonly organizationId: string;
  readonly queries: readonly Query[];
}

export interface Measured {
  readonly ms: Readonly<Record<Mode, readonly number[]>>;
  /** Of the ten nearest, the share that VECTOR found. */
  readonly recall: number;
  /** The fewest rows that a search in any mode gave which was asked for 50. */
  readonly fewest: number;
}

interface Variables {
  readonly query: string;
  readonly mode: Mode;
  readonly first: number;
  readonly filter: object | null;
}

const searchDocument = parse(`
  query ($query: String!, $mode: SearchMode!, $first: Int!, $filter: SearchFilter) {
    searchKnowledge(query: $query, mode: $mode, first: $first, filter: $filter) {
      edges { score node { id text headingPath document { id externalId title } } }
    }
  }`) as TypedDocumentNode<{ searchKnowledge: { edges: { node: { id: string } }[] } }, Variables>;

/** Searches an organization in all modes, for 10 passages while time is taken, and once more for 50. `percent` of its documents may be found. */
export async function measureSearches(
  client: pg.Client,
  { owner, organizationId, queries }: Searched,
  percent = 100,
): Promise<Measured> {
  const search = async (query: string, mode: Mode, first: number) => {
    const filter = percent < 100 ? { metadata: [{ path: ['hundredth'], lt: percent }] } : null;
    const { searchKnowledge } = await send(owner, searchDocument, { query, mode, first, filter });
    return searchKnowledge.edges.map(({ node }) => node.id);
  };
  const ms: Record<Mode, number[]> = { KEYWORD: [], VECTOR: [], HYBRID: [] };
  const byVector: string[][] = [];
  let fewest = mostRows;
  for (const [index, { text }] of queries.entries()) {
    for (const mode of modes) {
      const began = performance.now();
      const found = await search(text, mode, asked);
      if (index >= warmUp) ms[mode].push(performance.now() - began);
      if (mode === 'VECTOR') byVector.push(found);
    }
  }
  const recalls: number[] = [];
  for (const [index, { text, vector }] of queries.entries()) {
    const nearest = await nearestTo(client, { organizationId, vector, percent });
    recalls.push((byVector[index] ?? []).filter((id) => nearest.has(id)).length / nearest.size);
    for (const mode of modes) fewest = Math.min(fewest, (await search(text, mode, mostRows)).length);
  }
  return { ms, recall: recalls.reduce((sum, value) => sum + value, 0) / recalls.length, fewest };
}

/** The ten nearest, by looking at all of them. */
async function nearestTo(
  client: pg.Client,
  { organizationId, vector, percent }: { organizationId: string; vector: readonly number[]; percent: number },
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT e.chunk_id AS id FROM knowledge.embedding e
     JOIN knowledge.document d ON d.organization_id = e.organization_id AND d.id = e.document_id
     WHERE e.organization_id = $1 AND (d.metadata ->> 'hundredth')::int < $3
     ORDER BY e.embedding OPERATOR(public.<=>) $2::public.halfvec LIMIT 10`,
    [organizationId, JSON.stringify(vector), percent],
  );
  return new Set(rows.map(({ id }) => id));
}

/** p50 and p95 of each mode, as cells of a table. */
export function cellsOf({ ms, recall, fewest }: Measured): string[] {
  return [
    ...modes.flatMap((mode) => [0.5, 0.95].map((share) => quantile(ms[mode], share).toFixed(1))),
    recall.toFixed(4),
    String(fewest),
  ];
}
