import { Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AskSubgraph, SubgraphRequest } from './askSubgraph.ts';
import { handOut, type Waiting } from './batchEntities.ts';
import type { RequestContext } from './requestContext.ts';
import type { SharingRules } from './sharing.ts';

/** What callers with the same key may see of shared entities is the same; null for who shares with nobody. */
export type KeyOfPermission = (context: RequestContext) => string | null;

interface Lane {
  readonly waiting: (Waiting & { readonly request: SubgraphRequest; readonly context: RequestContext })[];
}

/** Entities in one fetch. */
const maxEntities = 1_000;

/**
 * Fetches the same entities once for all events that need them at the same time, also for different callers, where the graph
 * says that they see the same of them. A fetch leaves only after the events that it is for have come: what it finds is at least
 * as new as they are. Everything else is asked as always.
 */
export function shareEntities(ask: AskSubgraph, rules: SharingRules, permissionOf: KeyOfPermission): AskSubgraph {
  const lanes = new Map<string, Lane>();
  const shareable = new LRUCache<string, { readonly key: string | null }>({ max: 1_000 });

  const read = (query: string): string | null => {
    const known = shareable.get(query);
    if (known) return known.key;
    // Plans give each fetch a name of its own.
    const key = isShareable(query, rules) ? query.replace(/^query \w+/, 'query') : null;
    shareable.set(query, { key });
    return key;
  };

  const send = (key: string, lane: Lane): void => {
    const taken = take(lane);
    const [first] = taken;
    if (!first) {
      lanes.delete(key);
      return;
    }
    const { request, context } = first;
    const representations = taken.flatMap((entry) => entry.representations);
    ask({ ...request, variables: { ...request.variables, representations } }, context)
      .then(
        (answer) => {
          handOut(answer, taken);
        },
        (error: unknown) => {
          for (const { reject } of taken) reject(error);
        },
      )
      .finally(() => {
        send(key, lane);
      });
  };

  return (request, context) => {
    const { representations, ...others } = request.variables;
    const permission = Array.isArray(representations) ? permissionOf(context) : null;
    const query = permission === null ? null : read(request.query);
    if (query === null || !Array.isArray(representations)) return ask(request, context);
    const key = `${permission ?? ''}\n${query}\n${JSON.stringify(others)}`;
    return new Promise((resolve, reject) => {
      const entry = { representations, resolve, reject, request, context };
      const lane = lanes.get(key);
      if (lane) {
        lane.waiting.push(entry);
        return;
      }
      const opened: Lane = { waiting: [entry] };
      lanes.set(key, opened);
      // What came in the same turn goes along.
      setImmediate(() => {
        send(key, opened);
      });
    });
  };
}

/** The first that wait, as many as fit into one fetch. */
function take({ waiting }: Lane): Lane['waiting'] {
  let count = 0;
  const end = waiting.findIndex(({ representations }) => (count += representations.length) > maxEntities);
  return waiting.splice(0, end < 0 ? waiting.length : Math.max(1, end));
}

function isShareable(query: string, rules: SharingRules): boolean {
  const [operation, ...others] = parse(query, { noLocation: true }).definitions;
  if (others.length > 0 || operation?.kind !== Kind.OPERATION_DEFINITION) return false;
  const [entities, ...more] = operation.selectionSet.selections;
  if (more.length > 0 || entities?.kind !== Kind.FIELD || entities.name.value !== '_entities') return false;
  return entities.selectionSet !== undefined && rules.isEqualForEqualScopes(entities.selectionSet, null);
}
