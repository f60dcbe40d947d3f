import type { DocumentVersionResolvers } from '../../generated/resolvers.ts';
import { keyOfVersion } from '../version.loader.ts';

export const DocumentVersion: DocumentVersionResolvers = {
  content: async (version, _args, { loaders }) =>
    (await loaders.versionText.load(keyOfVersion(version)))?.content ?? null,
  text: async (version, _args, { loaders }) => (await loaders.versionText.load(keyOfVersion(version)))?.text ?? null,
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
};
