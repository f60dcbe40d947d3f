import { getResolvedPDFJS } from 'unpdf';

import type { Layout } from '../passages/block.ts';
import { toStorable } from './decodeText.ts';
import { toPdfLayout } from './pdfBlocks.ts';
import { toLines, type PdfItem, type PdfLine } from './pdfLines.ts';
import { maxTextLength } from './limits.ts';
import { UnreadableError } from './unreadable.ts';

/** The text of a PDF, page by page, and the title it gives itself. Takes the bytes: they are gone. Throws UnreadableError. */
export async function pdfLayout(bytes: Uint8Array): Promise<Layout & { readonly title: string | null }> {
  try {
    return await read(bytes);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const locked = error instanceof Error && error.name === 'PasswordException';
    throw new UnreadableError(locked ? 'locked' : 'damaged', error);
  }
}

async function read(bytes: Uint8Array): Promise<Layout & { readonly title: string | null }> {
  const { getDocument } = await getResolvedPDFJS();
  // Nothing is drawn: no fonts, no images.
  const task = getDocument({
    data: plain(bytes),
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const pdf = await task.promise;
    const pages: PdfLine[][] = [];
    let length = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const lines = toLines(items.filter((item): item is typeof item & PdfItem => 'str' in item));
      page.cleanup();
      length += lines.reduce((sum, { text }) => sum + text.length, 0);
      if (length > maxTextLength) throw new UnreadableError('tooLarge');
      pages.push(lines.map((line) => ({ ...line, text: toStorable(line.text) })));
    }
    const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
    return { ...toPdfLayout(pages), title: titleOf(info) };
  } finally {
    await task.destroy();
  }
}

/** pdf.js takes no Buffer, and takes what it is given away from its owner: a copy, unless all of it is ours. */
function plain(bytes: Uint8Array): Uint8Array {
  return bytes instanceof Buffer || bytes.byteLength < bytes.buffer.byteLength ? Uint8Array.from(bytes) : bytes;
}

function titleOf(info: object): string | null {
  const title: unknown = 'Title' in info ? info.Title : null;
  if (typeof title !== 'string') return null;
  return toStorable(title).trim().slice(0, 500).toWellFormed() || null;
}
