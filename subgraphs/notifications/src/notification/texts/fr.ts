import { line, type KindTexts } from './kindTexts.ts';

export const fr: KindTexts = {
  TASK_ASSIGNED: ({ actor, task }) =>
    line(actor ? `${actor} vous a confié « ${task} »` : `« ${task} » vous a été confiée`),
  TASK_MENTIONED: ({ actor, task }) =>
    line(actor ? `${actor} vous a mentionné dans « ${task} »` : `Vous avez été mentionné dans « ${task} »`),
  TASK_FINISHED: ({ actor, task }) => line(actor ? `${actor} a terminé « ${task} »` : `« ${task} » est terminée`),
  DOCUMENT_READY: ({ document }) => line(`« ${document} » est prêt`),
  DOCUMENT_FAILED: ({ document, reason }) => ({ title: `« ${document} » n’a pas pu être indexé`, body: reason }),
  CRAWL_FINISHED: ({ site, stored, failed }) => ({
    title: `« ${site} » a été parcouru`,
    body: `Pages nouvelles ou modifiées : ${stored}. Inaccessibles : ${failed}.`,
  }),
  CRAWL_FAILED: ({ site, reason }) => ({ title: `« ${site} » n’a pas pu être parcouru`, body: reason }),
  ANNOUNCEMENT: ({ title, body }) => ({ title, body }),
  ENDPOINT_DISABLED: ({ label, reason }) => ({ title: `Plus rien n’est envoyé à « ${label} »`, body: reason }),
  DELIVERY_BACKLOG: ({ waiting, oldestMinutes }) => ({
    title: `${waiting} messages attendent d’être envoyés`,
    body: `Le plus ancien est dû depuis ${oldestMinutes} minutes.`,
  }),
};
