import { text } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { contentTypes } from './document.ts';
import { documentFields } from './documentFields.input.ts';

const maxDocuments = 100;
const maxContentBytes = 1024 * 1024;

/** Files that people declare as text by mistake, told by how they begin even after a lossy conversion to a string. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const binarySignature = /^(?:%PDF-|PK\u0003\u0004|.PNG\r?\n|GIF8[79]a|.ELF|\ufffd{4})/u;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const notText = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g;

/** Whether a string is more likely the bytes of something else: a signature, or more than 1 in 200 characters unreadable. */
export function looksBinary(content: string): boolean {
  if (binarySignature.test(content)) return true;
  const unreadable = content.match(notText)?.length ?? 0;
  return unreadable > 3 && unreadable * 200 > content.length;
}

const content = z
  .string()
  .refine((value) => Buffer.byteLength(value) <= maxContentBytes, 'must have at most 1 MiB of UTF-8')
  .refine((value) => value.trim() !== '', 'must not be empty')
  .refine((value) => !looksBinary(value), 'is binary, not text: extract its text first')
  .pipe(text(maxContentBytes));

const document = z.object({
  ...documentFields,
  content,
  contentType: z
    .enum(contentTypes, `must be one of ${contentTypes.join(', ')}`)
    .nullish()
    .transform((type) => type ?? ('text/markdown' as const)),
});

/** The input of addDocuments: bounds of each document, and no external id twice. */
export const addDocumentsInput = z.object({
  documents: z
    .array(document)
    .min(1, 'must hold a document')
    .max(maxDocuments, `must hold at most ${String(maxDocuments)} documents`)
    .superRefine((documents, issues) => {
      const seen = new Set<string>();
      documents.forEach(({ externalId }, index) => {
        if (externalId == null) return;
        if (seen.has(externalId)) {
          issues.addIssue({ code: 'custom', path: [index, 'externalId'], message: 'is there twice in this batch' });
        }
        seen.add(externalId);
      });
    }),
  collectionId: z.string().nullish(),
});
