import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectVersionTexts } from './version.sql.ts';
import type { DocumentVersion, VersionText } from './version.ts';

/** Reads of one request, each batched over all who ask in the same tick. */
export interface VersionLoaders {
  /** The texts of versions, by `keyOfVersion`: read only when somebody asks for them. */
  readonly versionText: BatchLoader<VersionText>;
}

type Key = Pick<DocumentVersion, 'documentId' | 'version'>;

/** What a version is loaded by. */
export function keyOfVersion({ documentId, version }: Key): string {
  return `${documentId} ${String(version)}`;
}

export function createVersionLoaders(db: TenantDb): VersionLoaders {
  return {
    versionText: createBatchLoader(
      (keys) => db.read((tx) => selectVersionTexts(tx, db.organizationId, keys.map(readKey))),
      keyOfVersion,
    ),
  };
}

function readKey(key: string): Key {
  const [documentId = '', version] = key.split(' ');
  return { documentId, version: Number(version) };
}
