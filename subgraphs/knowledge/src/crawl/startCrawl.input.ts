import { nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { documentFields } from '../document/documentFields.input.ts';
import { pageUrl } from './crawl.ts';

const count = (least: number, most: number) =>
  z
    .int()
    .min(least, `must be at least ${String(least)}`)
    .max(most, `must be at most ${String(most)}`);

const prefixes = z
  .array(nonEmptyText(2_000).regex(/^(?:\/|https?:\/\/)/, 'must begin with / or be a URL'))
  .max(50, 'must hold at most 50')
  .nullish()
  .transform((list) => list ?? []);

/** The input of startCrawl. */
export const startCrawlInput = z.object({
  url: nonEmptyText(2_000).transform((text, context) => {
    const url = pageUrl(text);
    if (url !== null) return url;
    context.addIssue({ code: 'custom', message: 'must be an https or http URL without a user name' });
    return z.NEVER;
  }),
  maxDepth: count(0, 20)
    .nullish()
    .transform((depth) => depth ?? 3),
  maxPages: count(1, 10_000)
    .nullish()
    .transform((pages) => pages ?? 100),
  include: prefixes,
  exclude: prefixes,
  collectionId: z.string().nullish(),
  metadata: documentFields.metadata,
});
