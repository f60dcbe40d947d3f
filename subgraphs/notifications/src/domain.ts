// The door for workers: what they may do in this subgraph.
export { findAnnouncement } from './announcement/findAnnouncement.ts';
export type { Announcement } from './announcement/announcement.ts';
export { batchSize, deliverNotice, type Delivery } from './notification/deliverNotice.ts';
export { textOf } from './notification/kinds.ts';
export type { Notice } from './notification/notification.ts';
