import type { Block, Layout } from './block.ts';
import { splitLines } from './lines.ts';

/** Plain text: paragraphs between blank lines. */
export function plainLayout(text: string): Layout {
  const blocks: Block[] = [];
  let inside = false;
  for (const { start, end, blank } of splitLines(text)) {
    const begun = inside && !blank ? blocks.pop() : undefined;
    if (!blank) blocks.push({ start: begun?.start ?? start, end, kind: 'text' });
    inside = !blank;
  }
  return { text, blocks };
}
