/**
 * About how many tokens a model counts for a text: 4 letters of English prose a token, 2.5 to 3 characters of code, one a
 * character of Chinese, Japanese or Korean. Rather too many than too few.
 */
export function estimateTokens(text: string): number {
  let quarters = 0;
  for (let index = 0; index < text.length; index += 1) quarters += quartersOf(text.charCodeAt(index));
  return Math.ceil(quarters / 4);
}

function quartersOf(code: number): number {
  if (code < 0x80) return isAlphanumericOrSpace(code) ? 1 : 2.5;
  if (code < 0x250) return 1.5;
  return isWide(code) ? 4 : 2;
}

function isAlphanumericOrSpace(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code <= 32;
}

/** Thai and Lao; Chinese, Japanese and Korean: scripts of which a character is about a token. */
function isWide(code: number): boolean {
  return (
    (code >= 0x0e00 && code <= 0x0eff) ||
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}
