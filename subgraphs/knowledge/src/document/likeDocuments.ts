import { badUserInput } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import type { Document } from './document.ts';

/** Another document, and how like it is. */
export interface LikeDocument {
  readonly score: number;
  readonly document: Document;
}

const maxFirst = 20;

/** How many documents that are like one are asked for: 5 unless told, 1 to 20, else BAD_USER_INPUT. */
export function readFirst(first: number | null | undefined): number {
  const limit = first ?? 5;
  if (limit < 1 || limit > maxFirst)
    throw badUserInput([{ path: 'first', message: `must be between 1 and ${String(maxFirst)}` }]);
  return limit;
}

/** Those of them that the caller may read, in their order. */
export async function loadLike(
  { loaders }: Context,
  found: readonly { readonly otherId: string; readonly score: number }[],
): Promise<LikeDocument[]> {
  const documents = await Promise.all(found.map(({ otherId }) => loaders.document.load(otherId)));
  return found.flatMap(({ score }, index) => {
    const document = documents[index];
    return document ? [{ score, document }] : [];
  });
}
