// pnpm faults      harms a whole Prism while people send and listen, and tells whether anything was lost or came twice
import { closeAll } from '../load/closers.ts';
import { startEmbeddedWorld } from './embeddedWorld.ts';
import { readOptions } from './options.ts';
import { describe, isSound } from './report.ts';
import { runFaults } from './runFaults.ts';
import { startServicesWorld } from './servicesWorld.ts';

const options = readOptions(process.argv.slice(2));
const began = performance.now();
const say = (line: string) => {
  console.error(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
};

const interrupted = new Promise<never>((_resolve, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
});

async function run(): Promise<void> {
  say(`seed ${options.seed}`);
  const world = await (options.on === 'services' ? startServicesWorld() : startEmbeddedWorld());
  say(`Prism runs on ${options.on}`);
  const outcome = await runFaults(world, options, say);
  say('done');
  console.log(`${describe(outcome)}\n\nSeed ${options.seed}, on ${options.on}.`);
  if (isSound(outcome)) return;
  console.error(world.output());
  process.exitCode = 1;
}

try {
  await Promise.race([run(), interrupted]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  if (!(await closeAll())) process.exitCode = 1;
}
// A race that was lost may still wait for something.
process.exit();
