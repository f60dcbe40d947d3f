import { line, type KindTexts } from './kindTexts.ts';

export const de: KindTexts = {
  TASK_ASSIGNED: ({ actor, task }) =>
    line(actor ? `${actor} hat dir „${task}“ zugewiesen` : `„${task}“ wurde dir zugewiesen`),
  TASK_MENTIONED: ({ actor, task }) =>
    line(actor ? `${actor} hat dich in „${task}“ erwähnt` : `Du wurdest in „${task}“ erwähnt`),
  TASK_FINISHED: ({ actor, task }) => line(actor ? `${actor} hat „${task}“ erledigt` : `„${task}“ ist erledigt`),
  DOCUMENT_READY: ({ document }) => line(`„${document}“ ist bereit`),
  DOCUMENT_FAILED: ({ document, reason }) => ({ title: `„${document}“ konnte nicht indiziert werden`, body: reason }),
  CRAWL_FINISHED: ({ site, stored, failed }) => ({
    title: `„${site}“ wurde eingelesen`,
    body: `Neue oder geänderte Seiten: ${stored}. Nicht abrufbar: ${failed}.`,
  }),
  CRAWL_FAILED: ({ site, reason }) => ({ title: `„${site}“ konnte nicht eingelesen werden`, body: reason }),
  ANNOUNCEMENT: ({ title, body }) => ({ title, body }),
  ENDPOINT_DISABLED: ({ label, reason }) => ({ title: `An „${label}“ wird nichts mehr gesendet`, body: reason }),
  DELIVERY_BACKLOG: ({ waiting, oldestMinutes }) => ({
    title: `${waiting} Nachrichten warten auf den Versand`,
    body: `Die älteste ist seit ${oldestMinutes} Minuten fällig.`,
  }),
};
