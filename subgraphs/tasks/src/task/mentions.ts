/** More people than this are not meant one by one. */
const maxMentions = 50;

/** No handle and no e-mail address is longer (RFC 5321 allows 254 characters of address). */
const maxLength = 254;

// `@` at the start of a word, a handle, a domain if it is an e-mail address, and the next word if it reads as a surname. What
// stands before must be no letter or digit: `ada@example.org` in running text mentions nobody.
const mention =
  /(?<![\p{L}\p{M}\p{N}_+@])@(?<handle>[\p{L}\p{M}\p{N}._+-]+)(?<domain>@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)?(?: (?<surname>\p{Lu}[\p{L}\p{M}'’-]*))?/gu;

// Putting marks in order takes the square of their number; no letter of any language has more.
const tooManyMarks = /(\p{M}{30})\p{M}+/gu;

const url = /\bhttps?:\/\/\S+/giu;

/**
 * The handles that a text mentions and another did not, in the order of the text, at most 50, without regard to case.
 * `@Ada Lovelace` may mean Ada or AdaLovelace: both are candidates, and who knows the members decides.
 */
export function newMentions(before: string, after: string): string[] {
  const known = new Set(mentionsOf(before).map(fold));
  const fresh: string[] = [];
  for (const handle of mentionsOf(after)) {
    if (known.has(fold(handle))) continue;
    known.add(fold(handle));
    fresh.push(handle);
  }
  return fresh.slice(0, maxMentions);
}

/** Every handle in a text, as it is written there, as often as it is. */
export function mentionsOf(text: string): string[] {
  const plain = text.replace(tooManyMarks, '$1').normalize('NFC').replaceAll(url, ' ');
  return [...plain.matchAll(mention)].flatMap(({ groups }) => candidates(groups ?? {})).filter(isHandle);
}

function candidates({ handle = '', domain, surname }: Record<string, string | undefined>): string[] {
  if (domain) return [trimmed(handle + domain)];
  const name = trimmed(handle);
  // A full stop or the like between the two ends the name.
  return surname && name === handle ? [name, name + trimmed(surname.replaceAll(/['’].*$/gu, ''))] : [name];
}

/** Without the punctuation that belongs to the sentence. */
function trimmed(handle: string): string {
  return handle.replace(/^[._+-]+/u, '').replace(/[._+-]+$/u, '');
}

function isHandle(handle: string): boolean {
  return handle.length <= maxLength && /[\p{L}\p{N}]/u.test(handle);
}

function fold(handle: string): string {
  return handle.toLowerCase();
}
