import type { Block, Layout } from './block.ts';
import { splitLines } from './lines.ts';

/** Plain text: paragraphs between blank lines. */
export function plainLayout(text: string): Layout {
  const blocks: Block[] = [];
  let start: number | null = null;
  let last = 0;
  for (const line of splitLines(text)) {
    if (!line.blank) {
      start ??= line.start;
      last = line.end;
    } else if (start !== null) {
      blocks.push({ start, end: last, kind: 'text' });
      start = null;
    }
  }
  if (start !== null) blocks.push({ start, end: last, kind: 'text' });
  return { text, blocks };
}
