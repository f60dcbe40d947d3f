import JSZip from 'jszip';
import mammoth from 'mammoth';

import type { Layout } from '../passages/block.ts';
import { htmlLayout } from '../passages/htmlLayout.ts';
import { UnreadableError } from './unreadable.ts';

/** What a Word file may unpack to, in bytes. Its XML becomes objects of ten times its size. */
const maxUnpacked = 192 * 1024 * 1024;
const maxXml = 32 * 1024 * 1024;

/** The text of a Word document (.docx) with its headings, lists and tables. Throws UnreadableError. */
export async function docxLayout(bytes: Uint8Array, breathe: () => Promise<void>): Promise<Layout> {
  await assertUnpacks(bytes);
  const html = await toHtml(bytes);
  return htmlLayout(html, breathe);
}

async function toHtml(bytes: Uint8Array): Promise<string> {
  const options = {
    // Pictures have no text; unpacking them costs.
    convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
    externalFileAccess: false,
    includeEmbeddedStyleMap: false,
    styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
  };
  try {
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)).value;
  } catch (error) {
    throw new UnreadableError('damaged', error);
  }
}

/** Unpacks everything once, keeping nothing: what a zip says of its sizes may be a lie. */
async function assertUnpacks(bytes: Uint8Array): Promise<void> {
  const zip = await JSZip.loadAsync(bytes).catch((error: unknown) => {
    const locked = error instanceof Error && error.message.includes('Encrypted');
    throw new UnreadableError(locked ? 'locked' : 'damaged', error);
  });
  let left = maxUnpacked;
  let xmlLeft = maxXml;
  for (const entry of Object.values(zip.files)) {
    const length = await unpackedLength(entry, Math.min(left, maxXml));
    left -= length;
    if (/\.(?:xml|rels)$/i.test(entry.name)) xmlLeft -= length;
    if (left <= 0 || xmlLeft <= 0) throw new UnreadableError('tooLarge');
  }
}

function unpackedLength(entry: JSZip.JSZipObject, limit: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let length = 0;
    const stream = entry.nodeStream('nodebuffer');
    stream.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= limit) return;
      stream.pause();
      reject(new UnreadableError('tooLarge'));
    });
    stream.on('end', () => {
      resolve(length);
    });
    stream.on('error', (error: unknown) => {
      reject(new UnreadableError('damaged', error));
    });
  });
}
