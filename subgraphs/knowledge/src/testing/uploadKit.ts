import { createHash } from 'node:crypto';

import type { Session } from '@prism/auth/session';
import { internalHeaders } from '@prism/testkit/sessions';

import { startKnowledgeKit } from './knowledgeKit.ts';

/** The largest file that may be uploaded here, in bytes. */
export const maxBytes = 2 * 1024 * 1024;

interface Refusal {
  errors: { message: string; extensions: { code: string; fields?: { path: string }[] } }[];
}

/** How a request was refused. */
export const refusalOf = async (response: Response) => ({
  status: response.status,
  code: ((await response.json()) as Refusal).errors[0]?.extensions.code,
});

/** The SHA-256 of bytes, in hexadecimal. */
export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The subgraph, called as the gateway passes uploads on, with a look at what it has stored. */
export async function startUploadKit() {
  const kit = await startKnowledgeKit({ uploadMaxBytes: maxBytes });
  const rows = <R>(session: Session, sql: string, ...values: unknown[]) =>
    kit.dbOf(session).read(async (tx) => (await tx.query<R>(sql, [session.organizationId, ...values])).rows);
  return {
    ...kit,
    rows,
    async call(
      session: Session,
      path: string,
      init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; duplex?: 'half' } = {},
    ) {
      const { authorization } = await internalHeaders(session);
      return fetch(new URL(path, kit.url), { ...init, headers: { authorization, ...init.headers } });
    },
    /** `sha` of the bytes of a document's latest version, as they are stored. */
    async storedHash(session: Session, documentId: string) {
      const found = await rows<{ bytes: Uint8Array }>(
        session,
        `SELECT p.bytes FROM knowledge.document d
         JOIN knowledge.document_version v ON v.organization_id = $1 AND v.document_id = d.id AND v.version = d.version
         JOIN knowledge.file_part p ON p.organization_id = $1 AND p.file_id = v.file_id
         WHERE d.organization_id = $1 AND d.id = $2 ORDER BY p.ordinal`,
        documentId,
      );
      return sha(Buffer.concat(found.map(({ bytes }) => bytes)));
    },
    /** How much the organization has stored and begun. */
    async counts(session: Session) {
      const [row] = await rows<{ files: number; parts: number; uploads: number }>(
        session,
        `SELECT (SELECT count(*)::int FROM knowledge.file WHERE organization_id = $1) AS files,
           (SELECT count(*)::int FROM knowledge.file_part WHERE organization_id = $1) AS parts,
           (SELECT count(*)::int FROM knowledge.upload WHERE organization_id = $1 AND document_id IS NULL) AS uploads`,
      );
      return row;
    },
  };
}

export type UploadKit = Awaited<ReturnType<typeof startUploadKit>>;
