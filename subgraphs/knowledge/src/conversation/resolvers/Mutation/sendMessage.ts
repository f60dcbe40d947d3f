import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';

import { sendMessage as send } from '../../sendMessage.ts';

export const sendMessage: NonNullable<MutationResolvers['sendMessage']> = (_parent, { input }, ctx) => send(ctx, input);
