import type { Block, Layout } from './block.ts';
import { splitLines } from './lines.ts';

/** Plain text: paragraphs between blank lines. */
export function plainLayout(text: string): Layout {
  const blocks: Block[] = [];
  let open: { start: number; end: number } | null = null;
  for (const line of splitLines(text)) {
    if (line.blank) {
      open = null;
    } else if (open) {
      open.end = line.end;
    } else {
      open = { start: line.start, end: line.end };
      blocks.push({ ...open, kind: 'text' });
    }
    if (open) blocks[blocks.length - 1] = { ...open, kind: 'text' };
  }
  return { text, blocks };
}
