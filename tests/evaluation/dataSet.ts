import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** As many characters of a question as a search takes, and of a title and as many bytes of text as a document has. */
const most = { question: 10_000, title: 500, bytes: 1024 * 1024 };
/** A title or a text where there is none: it has no words, and so gives no question an advantage. */
const nothing = '—';

const id = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1).max(500));
// What a database does not take: NUL and halves of surrogate pairs, which cut texts have.
const text = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').toWellFormed().replaceAll('\0', ' ').trim());
const json = z.string().transform((text, context): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && '_id' in value ? { id: value._id, ...value } : value;
  } catch {
    context.addIssue('This is no JSON.');
    return z.NEVER;
  }
});
const documentLine = json.pipe(
  z
    .object({ id, title: text, text })
    .transform(toDocument)
    .refine((document) => Buffer.byteLength(document.text) <= most.bytes, 'A document has at most 1 MiB of text.'),
);
const queryLine = json.pipe(
  z.object({ id, text: text.transform((value) => value.slice(0, most.question).toWellFormed()) }),
);

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

// A document of Prism has a title and a text. Where one is missing, or too long for a title, all there is becomes the text.
function toDocument({ id, title, text }: { readonly id: string; readonly title: string; readonly text: string }) {
  if (title !== '' && title.length <= most.title && text !== '') return { id, title, text };
  return { id, title: nothing, text: `${title}\n\n${text}`.trim() || nothing };
}

/**
 * Reads a folder in BEIR's layout: corpus.jsonl, queries.jsonl, and qrels.tsv or qrels/test.tsv, with a line of headings or without.
 * `_id` is taken for `id`. Throws with the file, and the line that is wrong.
 */
export async function readDataSet(folder: string): Promise<DataSet> {
  const documents = await readLines(path.join(folder, 'corpus.jsonl'), documentLine);
  const queries = await readLines(path.join(folder, 'queries.jsonl'), queryLine);
  const places = ['qrels.tsv', 'qrels/test.tsv'].map((name) => path.join(folder, name));
  const judgements = await readJudgements(places.find((place) => existsSync(place)) ?? path.join(folder, 'qrels.tsv'));
  const judged = queries.flatMap(({ id: query, text }) => {
    const relevant = judgements.get(query);
    return relevant ? [{ id: query, text, judgements: relevant }] : [];
  });
  if (documents.length === 0) throw new Error(`${folder}: there are no documents in corpus.jsonl.`);
  if (judged.length === 0)
    throw new Error(
      `${folder}: qrels.tsv has no relevant document for any question of queries.jsonl. A line is the question's id, the document's id and a number over 0, with tabs between.`,
    );
  return { name: folder.split(path.sep).filter(Boolean).slice(-2).join('/'), documents, queries: judged };
}

async function readLines<S extends z.ZodType<{ id: string }>>(file: string, schema: S): Promise<z.output<S>[]> {
  const ids = new Set<string>();
  return (await linesOf(file)).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const wrong = (what: string) => new Error(`${file}, line ${index + 1}: ${what}`);
    const parsed = schema.safeParse(line);
    if (!parsed.success) throw wrong(z.prettifyError(parsed.error));
    if (ids.has(parsed.data.id)) throw wrong(`the id ${parsed.data.id} is there twice.`);
    ids.add(parsed.data.id);
    return [parsed.data];
  });
}

async function readJudgements(file: string): Promise<Map<string, Map<string, number>>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of await linesOf(file)) {
    // Headings are no judgement: theirs is no number.
    const [query, document, relevance] = line.split('\t').map((field) => field.trim());
    if (query === undefined || document === undefined || !(Number(relevance) > 0)) continue;
    judgements.set(query, (judgements.get(query) ?? new Map<string, number>()).set(document, Number(relevance)));
  }
  return judgements;
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read.`, { cause });
  });
  return text.replace(/^\ufeff/, '').split('\n');
}
