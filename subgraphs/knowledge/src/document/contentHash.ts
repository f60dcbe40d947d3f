import { createHash, type Hash } from 'node:crypto';

/** SHA-256 of what a document is indexed by, which tells whether that changed: type and title, and then all of the content by `update`. */
export function beginContentHash({
  contentType,
  title,
}: {
  readonly contentType: string;
  readonly title: string;
}): Hash {
  return createHash('sha256').update(`${contentType}\n${title}\n`);
}
