import type { AnnouncementResolvers } from '@prism/notifications/generated/resolvers';

export const announcement: AnnouncementResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.announcement.load(id),
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
};
