// The door for workers: what they may do in this subgraph.
export { findAnnouncement } from './announcement/findAnnouncement.ts';
export { batchSize, deliverNotice } from './notification/deliverNotice.ts';
export { textOf } from './notification/kinds.ts';
export type { Notice } from './notification/notification.ts';
