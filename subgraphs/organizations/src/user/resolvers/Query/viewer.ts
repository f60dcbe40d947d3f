import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { getViewer } from '../../getViewer.ts';

export const viewer: NonNullable<QueryResolvers['viewer']> = (_parent, _args, ctx) => getViewer(ctx);
