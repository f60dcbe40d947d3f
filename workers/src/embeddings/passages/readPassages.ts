import type { DocumentToIndex } from '@prism/knowledge/domain';

import type { Layout } from './block.ts';
import { htmlLayout } from './htmlLayout.ts';
import { markdownLayout } from './markdownLayout.ts';
import { packBlocks, type Passage } from './packBlocks.ts';
import { plainLayout } from './plainLayout.ts';

type ContentType = DocumentToIndex['contentType'];

const layouts = {
  'text/markdown': (content) => markdownLayout(content),
  'text/plain': (content) => plainLayout(content),
  'text/html': htmlLayout,
} as const satisfies Record<ContentType, (content: string, breathe: () => Promise<void>) => Layout | Promise<Layout>>;

/**
 * Cuts content into passages by its structure. `text` is what their offsets count in: the content itself, or the text that
 * was read out of HTML.
 */
export async function readPassages(
  { content, contentType }: { readonly content: string; readonly contentType: ContentType },
  breathe: () => Promise<void>,
): Promise<{ readonly text: string; readonly passages: readonly Passage[] }> {
  const layout = await layouts[contentType](content, breathe);
  return { text: layout.text, passages: await packBlocks(layout, breathe) };
}
