import type { GraphQLFormattedError } from 'graphql';
import type { AskSubgraph, SubgraphRequest } from './askSubgraph.ts';
import type { SubgraphAnswer } from './dedupeRepresentations.ts';
import type { RequestContext } from './requestContext.ts';

/** A fetch of entities that waits to be made together with others of its kind. */
export interface EntityFetch {
  readonly request: SubgraphRequest;
  readonly context: RequestContext;
  readonly representations: readonly unknown[];
  readonly resolve: (answer: SubgraphAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** The same for fetches that ask for the same: plans give each one a name of its own. */
export function anonymous(query: string): string {
  return query.replace(/^query \w+/, 'query');
}

/**
 * Makes one request of fetches that differ only in which entities they want, as the first of them, and gives each its part of
 * the answer; an error that names no entity goes to all. Resolves when that is done, whatever came of it.
 */
export async function fetchTogether(
  ask: AskSubgraph,
  fetches: readonly [EntityFetch, ...EntityFetch[]],
): Promise<void> {
  const [{ request, context }] = fetches;
  const representations = fetches.flatMap((fetch) => fetch.representations);
  try {
    handOut(await ask({ ...request, variables: { ...request.variables, representations } }, context), fetches);
  } catch (error) {
    for (const { reject } of fetches) reject(error);
  }
}

function handOut(answer: SubgraphAnswer, waiting: readonly EntityFetch[]): void {
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
