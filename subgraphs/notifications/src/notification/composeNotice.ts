import { readFacts, type Facts, type Kind } from './kinds.ts';
import type { Locale, Text, Texts } from './locales.ts';
import type { Notice, Subject } from './notification.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import type { KindTexts } from './texts/kindTexts.ts';

const languages = { en, de, fr } satisfies Record<Locale, KindTexts>;

/** What happened, before it is put into words. */
export type Happening<K extends Kind> = {
  readonly id: string;
  readonly kind: K;
  readonly facts: Facts<K>;
  readonly actorId: string | null;
  readonly subject: Subject | null;
};

/** Puts what happened into words, in every language. Throws a ZodError on facts that are not the kind's. */
export function composeNotice<K extends Kind>({ id, kind, facts: given, actorId, subject }: Happening<K>): Notice {
  const { facts, urgent } = readFacts(kind, given);
  // That this text takes these facts follows from the record's type, which is lost where K is still open.
  const say = (texts: KindTexts) => (texts[kind] as (facts: Facts<K>) => Text)(facts);
  const texts: Texts = { en: say(languages.en), de: say(languages.de), fr: say(languages.fr) };
  return { id, kind, urgent, texts, actorId, subject };
}
