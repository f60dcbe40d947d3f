import type { Context } from '@prism/tasks/context';
import type { SubscriptionResolvers } from '@prism/tasks/generated/resolvers';

import type { Change } from '../../change.ts';
import { followChanges } from '../../followChanges.ts';

export const taskChanged: NonNullable<SubscriptionResolvers['taskChanged']> = {
  subscribe: (_parent, args, ctx) => followChanges(ctx, args),
  resolve: (change: Change, _args: unknown, { loaders }: Context) => {
    // The loaders live as long as the subscription: what they knew is of an earlier change.
    loaders.task.clearAll();
    loaders.documents.clearAll();
    const { task, documentIds } = change;
    if (task) {
      loaders.task.prime(task.id, task);
      loaders.documents.prime(task.id, { taskId: task.id, documentIds });
    }
    return change;
  },
};
