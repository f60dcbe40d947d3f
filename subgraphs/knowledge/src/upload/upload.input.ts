import { badUserInput } from '@prism/errors/errors';
import { nonEmptyText } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import { documentFields } from '../document/documentFields.input.ts';
import type { UploadedDocument } from './upload.ts';

/** What people say of a file, all of it text. */
export type UploadFields = Readonly<Record<string, string | null | undefined>>;

const fields = z.object({
  ...documentFields,
  title: documentFields.title.nullish(),
  filename: nonEmptyText(500).nullish(),
  contentType: nonEmptyText(200).nullish(),
  collectionId: z.uuid('must be an id').nullish(),
});

const typesByEnding: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  html: 'text/html',
  htm: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** How names of files of a media type end, the usual ending first. */
export function endingsOf(contentType: string): readonly string[] {
  return Object.entries(typesByEnding).flatMap(([ending, type]) => (type === contentType ? ending : []));
}

/** What every client sends that knows nothing of what it sends. */
const unknownTypes = new Set(['application/octet-stream', 'application/x-www-form-urlencoded', 'binary/octet-stream']);

/** Reads what was said of a file, or throws BAD_USER_INPUT. Without a title, the file's name is it. */
export function readUploadFields(given: UploadFields): UploadedDocument {
  const { title, filename, externalId, contentType, collectionId, metadata } = parseInput(
    fields,
    { ...given, metadata: readJson(given['metadata']) },
    '',
  );
  const name = filename?.split(/[/\\]/).at(-1);
  const found = title ?? name;
  if (!found) throw badUserInput([{ path: 'title', message: 'must be given, or a filename instead' }]);
  return {
    title: found,
    titleGiven: title != null,
    externalId: externalId ?? null,
    contentType: typeOf(contentType, name),
    metadata: metadata ?? null,
    collectionId: collectionId ?? null,
  };
}

function readJson(text: string | null | undefined): unknown {
  if (text == null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The declared type without its parameters; of none, what the file's name says. */
function typeOf(declared: string | null | undefined, name: string | undefined): string {
  const type = declared?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type) && !unknownTypes.has(type)) return type;
  const ending = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  return typesByEnding[ending] ?? 'application/octet-stream';
}
