import type { Ai } from '@prism/ai/createAi';
import { isTemporary } from '@prism/ai/limits/transient';
import { PrismError } from '@prism/errors/errors';
import { endEvaluation, runEvaluation as run } from '@prism/knowledge/domain';
import type { JobWorker } from '@prism/queue/worker';

/** Runs that one process does at once: each asks one question at a time, beside people who search. */
const concurrency = 1;

/** Asks an evaluation set's questions and measures what is found. What is interrupted goes on where it was. */
export function runEvaluation({ ai }: { readonly ai: Ai }): JobWorker<'runEvaluation'> {
  return {
    job: 'runEvaluation',
    role: 'prism_knowledge',
    concurrency,
    handle: (job) => run({ db: job.db, log: job.log, ai }, job.payload, (tx) => job.done(tx)),
    isTemporary,
    async exhausted(job, error) {
      const failureReason =
        error instanceof PrismError ? error.message : 'The searches failed. The cause is in the log of the workers.';
      await endEvaluation(job.db, { ...job.payload, failureReason }, (tx) => job.done(tx));
    },
  };
}
