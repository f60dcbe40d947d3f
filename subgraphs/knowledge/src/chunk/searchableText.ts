import { createHash } from 'node:crypto';

/**
 * What a passage is found by, by words and by vector: its document's title, the headings above it that it does not have itself,
 * and its own text. Made from what is stored, so that a passage can be indexed anew at any time.
 */
export function searchableText({
  title,
  headingPath,
  text,
}: {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly text: string;
}): string {
  const above = headingPath.filter((heading) => !text.includes(heading));
  return [title, above.join(' > '), text].filter((part) => part !== '').join('\n');
}

/** What tells whether a passage must be embedded anew: the SHA-256 of what it is found by, in hexadecimal. */
export function hashSearchable(searchable: string): string {
  return createHash('sha256').update(searchable).digest('hex');
}
