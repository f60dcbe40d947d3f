import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { readParts } from './readParts.ts';
import { selectDocumentFile } from './upload.sql.ts';
import { endingsOf } from './upload.input.ts';

/** What a document was added as. */
export interface DocumentFile {
  /** Its title, with the ending of its type. */
  readonly name: string;
  /** A media type, with the charset where that is known. */
  readonly contentType: string;
  readonly byteLength: number;
  /** Read as somebody takes them. Breaks off, and never ends early, when the document goes or is taken from the reader meanwhile. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const asked = z.object({ version: z.coerce.number<string>().int().min(1).max(2_147_483_647).optional() });

/** The file, or the text, that a document was added as: its version that is searched, of none its latest, or the one that is asked for. */
export async function getFile(
  ctx: Pick<Context, 'session' | 'db'>,
  { documentId, version }: { readonly documentId: string; readonly version?: string | undefined },
): Promise<DocumentFile> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const key = { documentId, ...parseInput(asked, { version }, '') };
  const file = isId(documentId) ? await ctx.db.read((tx) => selectDocumentFile(tx, organizationId, key)) : undefined;
  if (!file) throw notFound('Document');
  const { contentType } = file;
  const name = nameOf(file.title, contentType);
  if (file.fileId !== null) {
    const { fileId, byteLength } = file;
    return { name, contentType, byteLength, bytes: whole(readParts(ctx.db, fileId), byteLength) };
  }
  const text = Buffer.from(file.content);
  const bytes = whole([text], text.length);
  return { name, contentType: `${contentType}; charset=utf-8`, byteLength: text.length, bytes };
}

function nameOf(title: string, contentType: string): string {
  const endings = endingsOf(contentType);
  const hasEnding = endings.some((ending) => title.toLowerCase().endsWith(`.${ending}`));
  return hasEnding || endings[0] === undefined ? title : `${title}.${endings[0]}`;
}

async function* whole(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  byteLength: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.length;
    yield part;
  }
  if (bytes !== byteLength) throw notFound('Document');
}
