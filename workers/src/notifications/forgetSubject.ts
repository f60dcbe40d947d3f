import { forgetDocumentNotices } from '@prism/notifications/domain';
import type { JobWorker } from '@prism/queue/worker';

/** Takes the words of a deleted document out of what people were told of it. */
export function forgetSubject(): JobWorker<'forgetSubject'> {
  return {
    job: 'forgetSubject',
    role: 'prism_notifications',
    concurrency: 4,
    async handle(run) {
      const { organizationId, payload, db } = run;
      await db.transact(async (tx) => {
        if (!(await run.done(tx))) return;
        await forgetDocumentNotices(tx, organizationId, payload.payload.documentId);
      });
    },
  };
}
