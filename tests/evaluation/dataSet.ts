import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);
const documentLine = z.object({ id, title: z.string().default(''), text: z.string() });
const queryLine = z.object({ id, text: z.string() });

/** A document of a set. */
export type SetDocument = z.output<typeof documentLine>;

/** A question and how relevant each document is to it. */
export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly judgements: ReadonlyMap<string, number>;
}

/** Documents, and the questions that have a relevant one. */
export interface DataSet {
  readonly name: string;
  readonly documents: readonly SetDocument[];
  readonly queries: readonly JudgedQuery[];
}

/** Reads a folder in BEIR's layout: corpus.jsonl, queries.jsonl, and qrels.tsv with a line of headings. `_id` is taken for `id`. */
export async function readDataSet(folder: string): Promise<DataSet> {
  const lines = await readLines(path.join(folder, 'corpus.jsonl'), documentLine);
  // A document of Prism has a title; of one that has none, the id gives no question an advantage.
  const documents = lines.map((line) => (line.title.trim() === '' ? { ...line, title: line.id } : line));
  const queries = await readLines(path.join(folder, 'queries.jsonl'), queryLine);
  const judgements = await readJudgements(path.join(folder, 'qrels.tsv'));
  const judged = queries.flatMap(({ id: query, text }) => {
    const relevant = judgements.get(query);
    return relevant ? [{ id: query, text, judgements: relevant }] : [];
  });
  if (documents.length === 0 || judged.length === 0)
    throw new Error(`${folder} holds no documents, or no question with a relevant one.`);
  return { name: folder.split(path.sep).filter(Boolean).slice(-2).join('/'), documents, queries: judged };
}

async function readLines<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = JSON.parse(line) as Record<string, unknown>;
    const parsed = schema.safeParse({ id: value['_id'], ...value });
    if (!parsed.success) throw new Error(`${file}, line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

async function readJudgements(file: string): Promise<Map<string, Map<string, number>>> {
  const judgements = new Map<string, Map<string, number>>();
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  for (const line of lines) {
    const [query, document, relevance] = line.trim().split('\t');
    if (query === undefined || document === undefined || !(Number(relevance) > 0)) continue;
    judgements.set(query, (judgements.get(query) ?? new Map<string, number>()).set(document, Number(relevance)));
  }
  return judgements;
}
