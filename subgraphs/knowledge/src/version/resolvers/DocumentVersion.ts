import type { DocumentVersionResolvers } from '../../generated/resolvers.ts';
import { readVersionText } from '../readVersionText.ts';

export const DocumentVersion: DocumentVersionResolvers = {
  content: async (version, _args, ctx) => (await readVersionText(ctx, version)).content,
  text: async (version, _args, ctx) => (await readVersionText(ctx, version)).text,
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
};
