import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';

/** How a webhook is signed: HMAC-SHA256 with a shared secret, or ed25519 with a key pair. */
export type SigningScheme = 'v1' | 'v1a';

/** What signs, and what the receiver needs to verify. */
export type SigningSecret = {
  /** `whsec_…` or `whsk_…`: keep it secret. */
  readonly secret: string;
  /** What the receiver gets: the secret itself (v1), or the public key `whpk_…` (v1a). */
  readonly verifier: string;
};

const prefixes = { v1: 'whsec_', v1a: 'whsk_' } as const;
const publicPrefix = 'whpk_';
// What stands before the 32 bytes of an ed25519 key in PKCS #8 (RFC 8410).
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Makes a new secret, serialised as Standard Webhooks says. */
export function createSigningSecret(scheme: SigningScheme): SigningSecret {
  if (scheme === 'v1') {
    const secret = `${prefixes.v1}${randomBytes(32).toString('base64')}`;
    return { secret, verifier: secret };
  }
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const base64 = (part: string) => Buffer.from(part, 'base64url').toString('base64');
  return { secret: `${prefixes.v1a}${base64(d)}`, verifier: `${publicPrefix}${base64(x)}` };
}

/** The public key `whpk_…` of an ed25519 secret `whsk_…`. */
export function publicKeyOf(secret: string): string {
  const { x = '' } = createPublicKey(privateKeyOf(secret)).export({ format: 'jwk' });
  return `${publicPrefix}${Buffer.from(x, 'base64url').toString('base64')}`;
}

/** What is signed: the message, the moment of this attempt in seconds, and the body. */
export type SignedContent = { readonly id: string; readonly timestamp: number; readonly body: string };

type Secret = { readonly scheme: SigningScheme; readonly secret: string };

/** The `webhook-signature` header: a signature for each secret, as `v1,…` or `v1a,…`, with spaces between. */
export function signatureHeader(secrets: readonly Secret[], { id, timestamp, body }: SignedContent): string {
  const content = `${id}.${String(timestamp)}.${body}`;
  return secrets.map(({ scheme, secret }) => `${scheme},${signed[scheme](secret, content)}`).join(' ');
}

const signed = {
  v1: (secret, content) => createHmac('sha256', keyOf('v1', secret)).update(content).digest('base64'),
  v1a: (secret, content) => sign(null, Buffer.from(content), privateKeyOf(secret)).toString('base64'),
} satisfies Record<SigningScheme, (secret: string, content: string) => string>;

function privateKeyOf(secret: string): KeyObject {
  const seed = keyOf('v1a', secret).subarray(0, 32);
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

function keyOf(scheme: SigningScheme, secret: string): Buffer {
  const key = Buffer.from(secret.replace(prefixes[scheme], ''), 'base64');
  // An empty or short key would sign, and anybody could sign alike.
  if (key.length < 24) throw new RangeError('A signing secret is too short.');
  return key;
}
