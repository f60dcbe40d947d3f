import type { AskSubgraph } from './askSubgraph.ts';
import { anonymous, fetchTogether, type EntityFetch } from './entityFetch.ts';

/**
 * Makes one request of the entity fetches that a plan runs side by side and that differ only in which entities they want,
 * such as a task's assignee and its creator.
 */
export function batchEntities(ask: AskSubgraph): AskSubgraph {
  const batches = new Map<string, [EntityFetch, ...EntityFetch[]]>();
  return (request, context) => {
    const { representations, ...others } = request.variables;
    if (!Array.isArray(representations)) return ask(request, context);
    const key = `${context.requestId}\n${context.identityKey}\n${anonymous(request.query)}\n${JSON.stringify(others)}`;
    return new Promise((resolve, reject) => {
      const fetch: EntityFetch = { request, context, representations, resolve, reject };
      const batch = batches.get(key);
      if (batch) {
        batch.push(fetch);
        return;
      }
      const opened: [EntityFetch] = [fetch];
      batches.set(key, opened);
      queueMicrotask(() => {
        batches.delete(key);
        void fetchTogether(ask, opened);
      });
    });
  };
}
