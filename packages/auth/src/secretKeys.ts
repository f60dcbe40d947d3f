import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Encrypts what Prism must be able to read again, and signs what it hands out to be brought back. */
export type SecretKeys = {
  /**
   * Encrypts a text with the newest key (AES-256-GCM). `context` says what it is and whose, such as `endpoint:<id>:url`: it opens
   * only under the same context, so that nobody who can write rows moves a secret to another place.
   */
  seal(text: string, context: string): Buffer;
  /** Decrypts what any of the keys has sealed. Throws when none has, the context is another, or a bit has changed. */
  open(sealed: Uint8Array, context: string): string;
  /** A token that carries this text, for one purpose; it can be read by anybody, and made only here. Fit for a URL. */
  sign(text: string, purpose: string): string;
  /** The text of a token that any of the keys has signed for this purpose; null for anything else. */
  verify(token: string, purpose: string): string | null;
};

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
// Tells formats apart, should another one follow.
const version = 1;
const idBytes = 4;

type Key = { readonly id: Buffer; readonly sealing: Buffer; readonly signing: Buffer };

/**
 * Makes them from keys of 32 bytes, newest first: the first one encrypts and signs, all of them decrypt and verify, so that a key is
 * replaced by putting a new one in front. Throws a RangeError on a key of another length, and without any.
 */
export function createSecretKeys(secrets: readonly Uint8Array[]): SecretKeys {
  const keys = secrets.map(derive);
  const [newest] = keys;
  if (!newest) throw new RangeError('There must be a key.');
  return {
    seal(text, context) {
      const iv = randomBytes(ivBytes);
      const head = Buffer.concat([Buffer.of(version), newest.id]);
      const cipher = createCipheriv('aes-256-gcm', newest.sealing, iv).setAAD(bound(head, context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([head, iv, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const { head, iv, tag, body } = partsOf(Buffer.from(sealed));
      const key = keys.find(({ id }) => id.equals(head.subarray(1)));
      if (head[0] !== version || !key) throw new Error('None of the keys has sealed this.');
      const options = { authTagLength: tagBytes };
      const decipher = createDecipheriv('aes-256-gcm', key.sealing, iv, options).setAAD(bound(head, context));
      return Buffer.concat([decipher.setAuthTag(tag).update(body), decipher.final()]).toString();
    },
    sign: (text, purpose) => `${Buffer.from(text).toString('base64url')}.${signature(newest, { text, purpose })}`,
    verify(token, purpose) {
      const [payload = '', given = '', ...rest] = token.split('.');
      const text = Buffer.from(payload, 'base64url').toString();
      const isSigned = keys.some((key) => isEqual(given, signature(key, { text, purpose })));
      return isSigned && rest.length === 0 ? text : null;
    },
  };
}

function derive(secret: Uint8Array): Key {
  if (secret.length !== keyBytes) throw new RangeError(`A key must have ${String(keyBytes)} bytes.`);
  const part = (use: string, length: number) => Buffer.from(hkdfSync('sha256', secret, '', `prism ${use}`, length));
  return { id: part('key id', idBytes), sealing: part('sealing', keyBytes), signing: part('signing', keyBytes) };
}

const bound = (head: Buffer, context: string) => Buffer.concat([head, Buffer.from(context)]);

function partsOf(sealed: Buffer) {
  const ends = [1 + idBytes, 1 + idBytes + ivBytes, 1 + idBytes + ivBytes + tagBytes] as const;
  return {
    head: sealed.subarray(0, ends[0]),
    iv: sealed.subarray(ends[0], ends[1]),
    tag: sealed.subarray(ends[1], ends[2]),
    body: sealed.subarray(ends[2]),
  };
}

function signature({ signing }: Key, { text, purpose }: { readonly text: string; readonly purpose: string }): string {
  // The purpose has a length of its own, so that no part of one runs into the other.
  return createHmac('sha256', signing)
    .update(`${String(purpose.length)}:${purpose}:${text}`)
    .digest('base64url');
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
