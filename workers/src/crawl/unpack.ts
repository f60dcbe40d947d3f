import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** What a body is that nobody asked to be compressed; a reason, when it cannot be unpacked into so many bytes. */
export async function unpack(
  body: Buffer,
  encoding: string | undefined,
  maxOutputLength: number,
): Promise<Buffer | { readonly reason: string }> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return body;
  if (!(name in unpackers)) return { reason: `Its encoding is not read: ${name.slice(0, 50)}.` };
  try {
    return await unpackers[name as keyof typeof unpackers](body, { maxOutputLength });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge) return { reason: `It is larger than ${String(maxOutputLength)} bytes once it is unpacked.` };
    return { reason: 'It is not compressed as it says.' };
  }
}
