/** Looked at to tell what a text is: its beginning says it. */
const sampleLength = 64 * 1024;

/**
 * The text that bytes hold, or null when they hold something else. Believed in this order: a byte order mark, UTF-8 if the bytes
 * are, UTF-16 that shows by its zeros, the charset they were declared with or name themselves (HTML), else windows-1252.
 * NUL and halves of surrogate pairs, which no database keeps, come out as U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): string | null {
  const text = decodeMarked(bytes) ?? decodeUtf8(bytes) ?? decodeUtf16(bytes) ?? decodeDeclared(bytes, declared);
  return text === null || isBinary(text) ? null : toStorable(text);
}

/** A text as the database can keep it, unit for unit. */
export function toStorable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

function decode(bytes: Uint8Array, label: string, fatal = false): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    // Not so encoded, or nobody knows a charset of this name.
    return null;
  }
}

function decodeMarked(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode(bytes, 'utf-8');
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  return first === 0xfe && second === 0xff ? decode(bytes, 'utf-16be') : null;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  const text = decode(bytes, 'utf-8', true);
  // ASCII with many zeros is UTF-16 without a mark.
  return text !== null && isBinary(text) ? null : text;
}

/** Most texts in UTF-16 have a zero in every second byte for a while. */
function decodeUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleLength);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const enough = sample.length / 8;
  if (odd > enough && even * 10 < odd) return decode(bytes, 'utf-16le', true);
  return even > enough && odd * 10 < even ? decode(bytes, 'utf-16be', true) : null;
}

const namedInside =
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})|^<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{1,40})/i;

function decodeDeclared(bytes: Uint8Array, declared: string | null): string | null {
  // No text in a charset of single letters has a zero, and nearly everything that is no text has.
  if (bytes.subarray(0, sampleLength).includes(0)) return null;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const named = namedInside.exec(head);
  const label = declared ?? named?.[1] ?? named?.[2] ?? null;
  const almostUtf8 = decode(bytes, 'utf-8') ?? '';
  // A few broken characters in a text that is UTF-8 otherwise.
  if (label === null && countOf(almostUtf8, /[^\p{ASCII}\ufffd]/gu) > 10 * countOf(almostUtf8, /\ufffd/g))
    return almostUtf8;
  return (label === null ? null : decode(bytes, label)) ?? decode(bytes, 'windows-1252');
}

function countOf(text: string, pattern: RegExp): number {
  return text.slice(0, sampleLength).match(pattern)?.length ?? 0;
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const notText = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g;

/** More than 1 in 200 characters are such as no text has. */
function isBinary(text: string): boolean {
  const unreadable = countOf(text, notText);
  return unreadable > 3 && unreadable * 200 > Math.min(text.length, sampleLength);
}
