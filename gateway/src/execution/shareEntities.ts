import { Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { permissionOf } from '../auth/permission.ts';
import type { AskSubgraph } from './askSubgraph.ts';
import { anonymous, fetchTogether, type EntityFetch } from './entityFetch.ts';
import type { SharingRules } from './sharing.ts';

/** Entities in one fetch. */
const maxEntities = 1_000;

/**
 * Fetches the same entities once for all events that need them at the same time, also for different callers, where the graph
 * says that they see the same of them. A fetch leaves only after the events that it is for have come: what it finds is at least
 * as new as they are. Everything else is asked as always.
 */
export function shareEntities(ask: AskSubgraph, rules: SharingRules): AskSubgraph {
  const lanes = new Map<string, EntityFetch[]>();
  const shareable = new LRUCache<string, { readonly key: string | null }>({ max: 1_000 });

  const read = (query: string): string | null => {
    const known = shareable.get(query);
    if (known) return known.key;
    const key = isShareable(query, rules) ? anonymous(query) : null;
    shareable.set(query, { key });
    return key;
  };

  const send = async (key: string, lane: EntityFetch[]): Promise<void> => {
    for (;;) {
      const [first, ...others] = take(lane);
      if (!first) break;
      await fetchTogether(ask, [first, ...others]);
    }
    lanes.delete(key);
  };

  return (request, context) => {
    const { representations, ...others } = request.variables;
    const permission = Array.isArray(representations) ? permissionOf(context.session) : null;
    const query = permission === null ? null : read(request.query);
    if (query === null || !Array.isArray(representations)) return ask(request, context);
    const key = `${permission ?? ''}\n${query}\n${JSON.stringify(others)}`;
    return new Promise((resolve, reject) => {
      const fetch: EntityFetch = { request, context, representations, resolve, reject };
      const lane = lanes.get(key);
      if (lane) {
        lane.push(fetch);
        return;
      }
      const opened = [fetch];
      lanes.set(key, opened);
      // What came in the same turn goes along.
      setImmediate(() => void send(key, opened));
    });
  };
}

/** The first that wait, as many as fit into one fetch. */
function take(lane: EntityFetch[]): EntityFetch[] {
  let count = 0;
  const end = lane.findIndex(({ representations }) => (count += representations.length) > maxEntities);
  return lane.splice(0, end < 0 ? lane.length : Math.max(1, end));
}

function isShareable(query: string, rules: SharingRules): boolean {
  const [operation, ...others] = parse(query, { noLocation: true }).definitions;
  if (others.length > 0 || operation?.kind !== Kind.OPERATION_DEFINITION) return false;
  const [entities, ...more] = operation.selectionSet.selections;
  if (more.length > 0 || entities?.kind !== Kind.FIELD || entities.name.value !== '_entities') return false;
  return entities.selectionSet !== undefined && rules.isEqualForEqualScopes(entities.selectionSet, null);
}
