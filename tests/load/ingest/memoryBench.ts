import { setTimeout as sleep } from 'node:timers/promises';
import { table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam } from '../people.ts';
import { startOnServices } from '../stacks.ts';
import { addCorpus } from './addCorpus.ts';
import { makeCorpus } from './corpus.ts';

const sampleEveryMs = 1_000;
/** Documents until the process has everything that it keeps: caches are full, code is compiled. */
const warmUpShare = 0.1;
const parts = 10;
const toldEvery = 5_000;

/** Resident memory of the workers' process while it indexes very many documents. */
export async function benchMemory({ memoryDocuments }: BenchOptions): Promise<string> {
  const corpus = makeCorpus(memoryDocuments);
  const stack = await startOnServices();
  const { owner } = await createTeam(stack, 0);
  const workers = stack.processes['workers'];
  if (!workers) throw new Error('There are no workers.');
  const samples: { at: number; bytes: number }[] = [];
  const began = performance.now();
  const sampling = new AbortController();
  const sampler = (async () => {
    while (!sampling.signal.aborted) {
      samples.push({ at: performance.now() - began, bytes: workers.residentBytes() });
      await sleep(sampleEveryMs);
    }
  })();
  let told = 0;
  const { ready } = await addCorpus(owner, corpus, (done, count) => {
    if (done < told + toldEvery) return;
    told = done;
    console.error(`memory: ${done}/${count}`);
  });
  sampling.abort();
  await sampler;
  await stack.stop();
  const whole = ready * 1000;
  const rows = Array.from({ length: parts }, (_, part) => {
    const own = samples.filter(({ at }) => at >= (whole * part) / parts && at < (whole * (part + 1)) / parts);
    return own.map(({ bytes }) => bytes / 2 ** 20);
  });
  const counted = samples.filter(({ at }) => at > whole * warmUpShare).map(({ bytes }) => bytes / 2 ** 20);
  const mean = counted.reduce((sum, value) => sum + value, 0) / counted.length;
  const bound = (value: number) => `${value.toFixed(0)} MB (${(100 * (value / mean - 1)).toFixed(0)} %)`;
  return [
    '## Memory of the workers',
    table(
      ['tenth of the time', 'resident MB, mean', 'most'],
      rows.map((own, part) => [
        String(part + 1),
        (own.reduce((sum, value) => sum + value, 0) / own.length).toFixed(0),
        Math.max(...own).toFixed(0),
      ]),
    ),
    `${memoryDocuments} documents in ${ready.toFixed(0)} s. After the first tenth: mean ${mean.toFixed(0)} MB, least ${bound(Math.min(...counted))}, most ${bound(Math.max(...counted))}.`,
  ].join('\n\n');
}
