import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomLength = 32;
const checksumLength = 6;
const environmentPattern = /^[a-z][a-z0-9]{0,15}$/;
const secretPattern = new RegExp(`^(prism_[a-z][a-z0-9]{0,15}_[0-9A-Za-z]{${String(randomLength)}})([0-9A-Za-z]{6})$`);
const shownLength = 6;

/** A new API key. The secret is shown to its maker once and stored nowhere; `hash` and `prefix` are stored. */
export interface GeneratedApiKey {
  /** `prism_<environment>_<32 random characters, 190 bits><checksum of 6>`. */
  readonly secret: string;
  /** SHA-256 of the secret, hexadecimal. The secret is random enough that a slow hash would protect nothing. */
  readonly hash: string;
  /** The secret's beginning, enough to tell keys apart in a list. */
  readonly prefix: string;
}

/** Makes a key of an environment (`dev`, `live`: 1 to 16 of a-z0-9). Throws RangeError on another name. */
export function generateApiKey(environment: string): GeneratedApiKey {
  if (!environmentPattern.test(environment))
    throw new RangeError('The environment of an API key must be 1 to 16 of a-z0-9.');
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  const body = `prism_${environment}_${random}`;
  const secret = body + checksum(body);
  return { secret, hash: hashApiKey(secret), prefix: body.slice(0, `prism_${environment}_`.length + shownLength) };
}

/** Whether a bearer token means to be an API key (and not a JWT). It may still be a wrong one. */
export function isApiKeyLike(token: string): boolean {
  return token.startsWith('prism_');
}

/**
 * Whether the form and the checksum are right, without asking the database: what was mistyped, cut off or made up is turned
 * away for free, and scanners of leaked secrets have no false alarms. It does not say that the key exists.
 */
export function isWellFormedApiKey(secret: string): boolean {
  const [, body, sum] = secretPattern.exec(secret) ?? [];
  return body !== undefined && checksum(body) === sum;
}

/** How a key is stored and looked up: SHA-256, hexadecimal. */
export function hashApiKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (digits.length < checksumLength) {
    digits = (alphabet[rest % alphabet.length] ?? '') + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
