import { fileTypeFromBuffer } from 'file-type';

import { decodeText } from './decodeText.ts';
import { UnreadableError } from './unreadable.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What can be read, by the media types that documents say. */
export type ReadableType = 'text/markdown' | 'text/plain' | 'text/html' | 'application/pdf' | typeof docx;

/** What something is when it is looked at: a text, or bytes of a format that has to be opened. */
export type Sniffed =
  | { readonly contentType: 'text/markdown' | 'text/plain' | 'text/html'; readonly text: string }
  | { readonly contentType: 'application/pdf' | typeof docx; readonly bytes: Uint8Array };

/** What a file is by its bytes; what it was declared as decides only between kinds of text. Throws UnreadableError. */
export async function sniffFile(bytes: Uint8Array, declared: string): Promise<Sniffed> {
  if (bytes.length === 0) throw new UnreadableError('empty');
  const head = latin1(bytes.subarray(0, 1024));
  // Some PDFs begin with a few bytes of their mail or printer.
  if (head.includes('%PDF-')) return { contentType: 'application/pdf', bytes };
  if (head.startsWith('{\\rtf') || head.startsWith('%!PS')) throw new UnreadableError('unsupported');
  if (!head.startsWith('PK\u0003\u0004') && !head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    // Before other signatures, of which some are two letters long: `BMW` is no bitmap.
    const text = decodeText(bytes, charsetOf(declared));
    if (text !== null) return { contentType: sniffText(text, declared), text };
  }
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  // A zip whose first entries say nothing may be Word's all the same.
  if (type?.mime === docx || (type?.ext === 'zip' && includes(bytes, Buffer.from('word/document.xml')))) {
    return { contentType: docx, bytes };
  }
  // Office packs a document with a password into its older format.
  const packed = type?.ext === 'cfb' && includes(bytes, Buffer.from('EncryptedPackage', 'utf16le'));
  throw new UnreadableError(packed ? 'locked' : 'unsupported');
}

const htmlStart =
  /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[^]){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const markup = /<[a-z!/]|&[a-z#]/i;

/** Which kind of text: a whole HTML page is one whatever it was declared as, and nothing is HTML without any markup. */
export function sniffText(text: string, declared: string): 'text/markdown' | 'text/plain' | 'text/html' {
  if (htmlStart.test(text.slice(0, 4096))) return 'text/html';
  const mediaType = mediaTypeOf(declared);
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') {
    return markup.test(text) ? 'text/html' : 'text/plain';
  }
  return mediaType === 'text/markdown' || mediaType === 'text/x-markdown' ? 'text/markdown' : 'text/plain';
}

function mediaTypeOf(declared: string): string {
  return (declared.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function charsetOf(declared: string): string | null {
  return /;\s*charset\s*=\s*"?([\w-]{1,40})/i.exec(declared)?.[1] ?? null;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function includes(bytes: Uint8Array, part: Buffer): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(part);
}
