// pnpm bench [gateway] [ingest] [copy] [memory] [live] …      measures Prism as whole processes and prints Markdown for docs/performance.md
import { availableParallelism, cpus, loadavg } from 'node:os';
import { closeAll } from './closers.ts';
import { benchFanout } from './fanout/fanoutBench.ts';
import { benchGateway } from './gateway/gatewayBench.ts';
import { benchCopy } from './ingest/copyBench.ts';
import { benchIngest } from './ingest/ingestBench.ts';
import { benchMemory } from './ingest/memoryBench.ts';
import { benchLive } from './live/liveBench.ts';
import { benchRetrieval } from './retrieval/retrievalBench.ts';
import { benchSubscribers } from './subscribers/subscribersBench.ts';
import { readOptions, type BenchOptions, type Section } from './options.ts';

const benches = {
  gateway: benchGateway,
  ingest: benchIngest,
  copy: benchCopy,
  memory: benchMemory,
  retrieval: benchRetrieval,
  live: benchLive,
  subscribers: benchSubscribers,
  fanout: benchFanout,
} satisfies Record<Section, (options: BenchOptions) => Promise<string>>;

const options = readOptions(process.argv.slice(2));
const interrupted = new Promise<never>((_resolve, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
});

async function runAll(): Promise<void> {
  for (const section of options.sections) console.log(`${await benches[section](options)}\n`);
  const load = loadavg()[0] ?? 0;
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}`;
  console.log(
    `Measured on ${new Date().toISOString().slice(0, 10)} on ${machine}; load average at the end ${load.toFixed(1)}.`,
  );
}

try {
  await Promise.race([runAll(), interrupted]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  if (!(await closeAll())) process.exitCode = 1;
}
// A race that was lost may still wait for something.
process.exit();
