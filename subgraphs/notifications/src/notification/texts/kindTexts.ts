import type { Facts, Kind } from '../kinds.ts';
import type { Text } from '../locales.ts';

/** What each kind says, in one language. */
export type KindTexts = { readonly [K in Kind]: (facts: Facts<K>) => Text };

/** A text without a body. */
export function line(title: string): Text {
  return { title, body: null };
}
