// The door for workers: what they may do in this subgraph.
export type { Announcement } from './announcement/announcement.ts';
export { findAnnouncement } from './announcement/findAnnouncement.ts';
export { organizationsAnnouncing, publishDueAnnouncements } from './announcement/publishDueAnnouncements.ts';
export { batchSize, deliverNotice } from './notification/deliverNotice.ts';
export { claimDeliveries } from './delivery/claimDeliveries.ts';
export { emailLane, laneOf, type Claim, type Try } from './delivery/delivery.ts';
export { organizationsDue } from './delivery/organizationsDue.ts';
export { readMessages, type Content } from './delivery/readMessages.ts';
export { recordOutcomes, type Ended } from './delivery/recordOutcomes.ts';
export { backlogsOf, readOverdue, watchBacklog, type BacklogLimits } from './delivery/watchBacklog.ts';
export { composeNotice, type Happening } from './notification/composeNotice.ts';
export type { Kind } from './notification/kinds.ts';
export type { Subject } from './notification/notification.ts';
export { listWatchers } from './subject/listWatchers.ts';
export { createEndpointReader } from './endpoint/readEndpoints.ts';
export { createUnsubscribeUrls, type Unsubscribing } from './unsubscribe/unsubscribeToken.ts';
export { organizationsReturning, returnSnoozed } from './notification/returnSnoozed.ts';
export { organizationsExpiring, removeExpired } from './retention/removeExpired.ts';
