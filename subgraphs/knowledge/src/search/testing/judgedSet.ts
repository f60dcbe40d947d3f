import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Hit } from '../hit.ts';

/** A question, and how relevant documents are to it. */
export interface Judged {
  readonly text: string;
  readonly judgements: ReadonlyMap<string, number>;
}

/** Documents and judged questions. */
export interface JudgedSet {
  readonly name: string;
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  readonly questions: readonly Judged[];
}

/** Reads corpus.jsonl, queries.jsonl and qrels.tsv (with a line of headings) of a folder. */
export async function readJudgedSet(folder: string): Promise<JudgedSet> {
  const read = async (file: string) => (await readFile(path.join(folder, file), 'utf8')).trim().split('\n');
  const parse = (lines: string[]) => lines.map((line) => JSON.parse(line) as Record<string, string | undefined>);
  const judgements = Map.groupBy(
    (await read('qrels.tsv')).slice(1).map((line) => line.trim().split('\t')),
    ([question]) => question ?? '',
  );
  const idOf = ({ _id, id = _id }: Record<string, string | undefined>) => String(id);
  return {
    name: path.resolve(folder).split(path.sep).slice(-2).join('/'),
    documents: parse(await read('corpus.jsonl')).map((line) => ({
      id: idOf(line),
      text: [line['title'], line['text']].filter(Boolean).join('\n'),
    })),
    questions: parse(await read('queries.jsonl')).flatMap((line) => {
      const judged = judgements.get(idOf(line));
      if (!judged) return [];
      return [
        { text: line['text'] ?? '', judgements: new Map(judged.map(([, id = '', value]) => [id, Number(value)])) },
      ];
    }),
  };
}

const gain = (relevance: number, rank: number) => relevance / Math.log2(rank + 2);

/** nDCG@10 with linear gain, as trec_eval has it. Hits are documents. */
export function ndcg10({ judgements }: Judged, hits: readonly Hit[]): number {
  const found = hits.slice(0, 10).map(({ chunkId }, rank) => gain(judgements.get(chunkId) ?? 0, rank));
  const best = [...judgements.values()].sort((a, b) => b - a).slice(0, 10);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(found) / sum(best.map(gain)) || 0;
}
