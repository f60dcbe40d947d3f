import { createHash, timingSafeEqual } from 'node:crypto';

import { fatalError, passwordRequest } from './backendFrames.ts';
import { type Frame, type Phase, startupParameters } from './frontendFrames.ts';

/** What to answer to a message of a client that is not logged in yet, and where that leaves it. */
export type LoginStep = { phase: Phase | 'closed'; reply: Buffer };

const sslRequest = 80877103;
const gssRequest = 80877104;
const nothing = Buffer.alloc(0);

/** The first message of a connection. Encryption is declined: the socket never leaves the machine. */
export function answerStartup({ bytes }: Frame): LoginStep {
  const code = bytes.length >= 8 ? bytes.readInt32BE(4) : 0;
  if (code === sslRequest || code === gssRequest) return { phase: 'startup', reply: Buffer.from('N') };
  // Whatever else is not protocol 3 is closed without a word, CancelRequests among them: nothing can be cancelled here.
  if (code >> 16 !== 3) return { phase: 'closed', reply: nothing };
  const database = startupParameters(bytes).get('database') ?? 'postgres';
  if (database === 'postgres') return { phase: 'password', reply: passwordRequest };
  return { phase: 'closed', reply: fatalError('3D000', `database "${database}" does not exist`) };
}

/** The password message; `greeting` makes what a client is told once it is in. */
export function answerPassword({ type, bytes }: Frame, password: string, greeting: () => Buffer): LoginStep {
  const given = bytes.toString('utf8', 5, bytes.length - 1);
  if (type === 'p' && equal(given, password)) return { phase: 'ready', reply: greeting() };
  return { phase: 'closed', reply: fatalError('28P01', 'password authentication failed') };
}

function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
