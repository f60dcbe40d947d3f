import { line, type KindTexts } from './kindTexts.ts';

export const en: KindTexts = {
  TASK_ASSIGNED: ({ actor, task }) => line(actor ? `${actor} assigned you “${task}”` : `“${task}” was assigned to you`),
  TASK_MENTIONED: ({ actor, task }) =>
    line(actor ? `${actor} mentioned you in “${task}”` : `You were mentioned in “${task}”`),
  TASK_FINISHED: ({ actor, task }) => line(actor ? `${actor} finished “${task}”` : `“${task}” is finished`),
  DOCUMENT_READY: ({ document }) => line(`“${document}” is ready`),
  DOCUMENT_FAILED: ({ document, reason }) => ({ title: `“${document}” could not be indexed`, body: reason }),
  CRAWL_FINISHED: ({ site, stored, failed }) => ({
    title: `“${site}” has been crawled`,
    body: `New or changed pages: ${stored}. Not to be had: ${failed}.`,
  }),
  CRAWL_FAILED: ({ site, reason }) => ({ title: `“${site}” could not be crawled`, body: reason }),
  ANNOUNCEMENT: ({ title, body }) => ({ title, body }),
  ENDPOINT_DISABLED: ({ label, reason }) => ({ title: `Nothing is sent to “${label}” any more`, body: reason }),
  DELIVERY_BACKLOG: ({ waiting, oldestMinutes }) => ({
    title: `${waiting} messages wait to be sent`,
    body: `The oldest has been due for ${oldestMinutes} minutes.`,
  }),
};
