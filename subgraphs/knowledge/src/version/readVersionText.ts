import type { Context } from '../context.ts';
import { selectVersionText } from './version.sql.ts';
import type { DocumentVersion, VersionText } from './version.ts';

/** The text of a version, which is read only when somebody asks for it. */
export async function readVersionText({ db }: Context, version: DocumentVersion): Promise<VersionText> {
  return db.read((tx) => selectVersionText(tx, db.organizationId, version));
}
