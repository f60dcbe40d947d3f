import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphAnswer } from './dedupeRepresentations.ts';
import type { RequestContext } from './requestContext.ts';
import type { AskSubgraph, SubgraphRequest } from './askSubgraph.ts';

/** Who waits for a part of a fetch. */
export interface Waiting {
  readonly representations: readonly unknown[];
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch {
  readonly request: SubgraphRequest;
  readonly context: RequestContext;
  readonly waiting: Waiting[];
}

/**
 * Makes one request of the entity fetches that a plan runs side by side and that differ only in which entities they want,
 * such as a task's assignee and its creator. Each gets its part of the answer; an error that names no entity goes to all.
 */
export function batchEntities(ask: AskSubgraph): AskSubgraph {
  const batches = new Map<string, Batch>();

  const flush = (key: string, { request, context, waiting }: Batch): void => {
    batches.delete(key);
    const representations = waiting.flatMap((entry) => entry.representations);
    ask({ ...request, variables: { ...request.variables, representations } }, context).then(
      (answer) => {
        handOut(answer, waiting);
      },
      (error: unknown) => {
        for (const { reject } of waiting) reject(error);
      },
    );
  };

  return (request, context) => {
    const { representations, ...others } = request.variables;
    if (!Array.isArray(representations)) return ask(request, context);
    // Plans give each fetch a name of its own.
    const anonymous = request.query.replace(/^query \w+/, 'query');
    const key = `${context.requestId}\n${context.identityKey}\n${anonymous}\n${JSON.stringify(others)}`;
    return new Promise((resolve, reject) => {
      const entry: Waiting = { representations, resolve, reject };
      const batch = batches.get(key);
      if (batch) {
        batch.waiting.push(entry);
        return;
      }
      const opened: Batch = { request, context, waiting: [entry] };
      batches.set(key, opened);
      queueMicrotask(() => {
        flush(key, opened);
      });
    });
  };
}

/** Gives everybody their part of the answer. */
export function handOut(answer: SubgraphAnswer, waiting: readonly Waiting[]): void {
  const entities = answer.data?.['_entities'];
  const count = waiting.reduce((sum, { representations }) => sum + representations.length, 0);
  const partOf = (from: number, to: number): Pick<SubgraphAnswer, 'data'> => {
    if (!Array.isArray(entities)) return answer.data === undefined ? {} : { data: answer.data };
    // With one too few or too many nobody knows which is whose. The executor complains of a count that is wrong.
    return { data: { _entities: entities.length === count ? entities.slice(from, to) : [] } };
  };
  let from = 0;
  for (const { representations, resolve } of waiting) {
    const to = from + representations.length;
    const errors = answer.errors?.flatMap((error) => partOfError(error, from, to));
    resolve({ ...partOf(from, to), ...(errors && errors.length > 0 ? { errors } : {}) });
    from = to;
  }
}

function partOfError(error: GraphQLFormattedError, from: number, to: number): GraphQLFormattedError[] {
  const [field, place, ...rest] = error.path ?? [];
  if (field !== '_entities' || typeof place !== 'number') return [error];
  return place >= from && place < to ? [{ ...error, path: [field, place - from, ...rest] }] : [];
}
