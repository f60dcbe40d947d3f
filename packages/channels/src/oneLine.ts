const shownCharacters = 200;

/** A text on one line, without what is not seen. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
}

/** What the other end wrote, as it follows an outcome's detail: `: ` and the beginning of it on one line, or nothing. */
export function shown(text: string): string {
  const line = oneLine(text).slice(0, shownCharacters).toWellFormed();
  return line === '' ? '' : `: ${line}`;
}
