// Finds how much vectors should weigh in HYBRID searches, on every second question of judged sets, and shows on the others what
// comes of it: `node subgraphs/knowledge/src/search/testing/fitFusion.ts <folder>…`, each with corpus.jsonl, queries.jsonl, qrels.tsv.
import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';

import { fuse } from '../fuse.ts';
import { ndcg10, readJudgedSet, type JudgedSet } from './judgedSet.ts';
import { legsOf, type EmbedQuestion, type QuestionLegs } from './memoryLegs.ts';
import { noise, understanding } from './simulatedEmbedders.ts';

const weights = [0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8];
const offline = createOfflineEmbeddings();

const embedders: Readonly<Record<string, EmbedQuestion>> = {
  offline: understanding(0),
  'understands a little': understanding(0.15),
  'understands much': understanding(0.4),
  'understands nothing': noise,
};

interface Measured {
  readonly name: string;
  readonly keyword: number;
  readonly vector: number;
  /** By weight. */
  readonly hybrid: ReadonlyMap<number, number>;
}

function measure(name: string, legs: readonly QuestionLegs[]): Measured {
  const mean = (of: (legs: QuestionLegs) => number) => legs.reduce((sum, one) => sum + of(one), 0) / legs.length;
  return {
    name,
    keyword: mean(({ question, byTerms }) => ndcg10(question, byTerms.hits)),
    vector: mean(({ question, byVector }) => ndcg10(question, byVector)),
    hybrid: new Map(
      weights.map((vectorWeight) => [
        vectorWeight,
        mean(({ question, ...both }) => ndcg10(question, fuse({ ...both, vectorWeight }))),
      ]),
    ),
  };
}

/** By how much HYBRID beats the better of its legs. */
const advantage = ({ keyword, vector, hybrid }: Measured, weight: number) =>
  (hybrid.get(weight) ?? 0) - Math.max(keyword, vector);

/** What the weights are worth over all sets: the mean advantage where no set is worse off, else the worst set's. */
function worth(measured: readonly Measured[], weight: number): number {
  const all = measured.map((one) => advantage(one, weight));
  const worst = Math.min(...all);
  return worst < -0.005 ? worst - 1 : all.reduce((sum, value) => sum + value, 0) / all.length;
}

async function fit(sets: readonly JudgedSet[], [name, embedQuestion]: [string, EmbedQuestion]): Promise<void> {
  const legs: (readonly [string, QuestionLegs[]])[] = [];
  for (const set of sets) legs.push([set.name, await legsOf(set, offline, embedQuestion)]);
  const half = (rest: number) =>
    legs.map(([set, all]) =>
      measure(
        set,
        all.filter((_, index) => index % 2 === rest),
      ),
    );
  const [training, gate] = [half(0), half(1)];
  const fitted = weights.toSorted((a, b) => worth(training, b) - worth(training, a))[0] ?? 0;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(
    `\n${name}: ${String(fitted)} on the training half; worth of each weight there (thousandths, mean or worst − 1000):`,
  );
  say(weights.map((weight) => `${String(weight)}: ${(worth(training, weight) * 1000).toFixed(1)}`).join('  '));
  say(`${'gate half'.padEnd(20)}KEYWORD  VECTOR  HYBRID  over the better leg, by weight`);
  for (const one of gate) {
    const cells = [one.keyword, one.vector, one.hybrid.get(fitted) ?? 0].map((value) => value.toFixed(4));
    const steps = weights.map((weight) => (advantage(one, weight) * 1000).toFixed(0).padStart(4)).join(' ');
    say(`${one.name.padEnd(20)}${cells.join('   ')}   ${steps}`);
  }
}

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('Name folders with corpus.jsonl, queries.jsonl and qrels.tsv.');
const sets = await Promise.all(folders.map(readJudgedSet));
for (const embedder of Object.entries(embedders)) await fit(sets, embedder);
