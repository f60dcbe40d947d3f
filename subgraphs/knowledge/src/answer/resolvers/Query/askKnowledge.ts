import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { askKnowledge as ask } from '../../askKnowledge.ts';

export const askKnowledge: NonNullable<QueryResolvers['askKnowledge']> = (_parent, args, ctx) => ask(ctx, args);
