import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A browser's push subscription, and what reads what was encrypted for it. */
export type PushReceiver = {
  readonly keys: { readonly p256dh: string; readonly auth: string };
  read(body: Buffer): string;
};

/** The receiving side of RFC 8291 and RFC 8188, written from those documents and sharing nothing with the sending side. */
export function createPushReceiver(): PushReceiver {
  const device = createECDH('prime256v1');
  const publicKey = device.generateKeys();
  const auth = randomBytes(16);
  const read = (body: Buffer) => {
    // RFC 8188, 2.1: salt (16), record size (4), length of the key id (1), key id.
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const serverKey = body.subarray(21, 21 + keyLength);
    const record = body.subarray(21 + keyLength);
    // RFC 8291, 3.3 and 3.4
    const secret = device.computeSecret(serverKey);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, serverKey]);
    const material = hkdf({ secret, salt: auth, info }, 32);
    const key = hkdf({ secret: material, salt, info: 'Content-Encoding: aes128gcm\0' }, 16);
    const nonce = hkdf({ secret: material, salt, info: 'Content-Encoding: nonce\0' }, 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    // The last record ends in 2 and zeros.
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  };
  return { keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') }, read };
}

type Derivation = { readonly secret: Buffer; readonly salt: Buffer; readonly info: Buffer | string };

function hkdf({ secret, salt, info }: Derivation, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
