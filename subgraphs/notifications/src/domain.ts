// The door for workers: what they may do in this subgraph.
export { findAnnouncement } from './announcement/findAnnouncement.ts';
export { batchSize, deliverNotice } from './notification/deliverNotice.ts';
export { composeNotice, type Happening } from './notification/composeNotice.ts';
export type { Facts, Kind } from './notification/kinds.ts';
export type { Notice, Subject } from './notification/notification.ts';
