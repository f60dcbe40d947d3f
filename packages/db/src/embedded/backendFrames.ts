import { message } from './frontendFrames.ts';

/** What NOTIFY sent; `frame` is the message as it goes to a listener. */
export type Notification = { channel: string; frame: Buffer };

/** The session's answer to one batch of messages, with the notifications taken out of it. */
export type Answer = {
  reply: Buffer;
  notifications: Notification[];
  /** Where the session stands: idle, in a transaction, in a failed one; null when it waits for the rest of a batch. */
  status: 'idle' | 'transaction' | 'failed' | null;
};

const statuses: Record<string, Answer['status']> = { I: 'idle', T: 'transaction', E: 'failed' };

/** Separates an answer from the notifications in it: those belong to whoever listens, not to whoever happened to ask. */
export function readAnswer(output: Buffer): Answer {
  const notifications: Notification[] = [];
  const parts: Buffer[] = [];
  let status: Answer['status'] = null;
  let kept = 0;
  let at = 0;
  while (at + 5 <= output.length) {
    const end = at + 1 + output.readInt32BE(at + 1);
    const type = String.fromCharCode(output.readUInt8(at));
    if (type === 'A') {
      parts.push(output.subarray(kept, at));
      kept = end;
      notifications.push(readNotification(output.subarray(at, end)));
    }
    if (type === 'Z') status = statuses[String.fromCharCode(output.readUInt8(at + 5))] ?? null;
    at = end;
  }
  parts.push(output.subarray(kept));
  return { reply: parts.length === 1 ? output : Buffer.concat(parts), notifications, status };
}

function readNotification(frame: Buffer): Notification {
  return { channel: frame.toString('utf8', 9, frame.indexOf(0, 9)), frame };
}

/** An ErrorResponse that ends the connection (FATAL). `code` is a SQLSTATE. */
export function fatalError(code: string, text: string): Buffer {
  return message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));
}

/** AuthenticationCleartextPassword: asks for the password. The socket never leaves the machine. */
export const passwordRequest = message('R', Buffer.from([0, 0, 0, 3]));

/** The start-up answer of one connection: the session's own, with a key of its own for cancelling. */
export function greetingFor(greeting: Buffer, connectionId: number): Buffer {
  const own = Buffer.from(greeting);
  let at = 0;
  while (at + 5 <= own.length) {
    if (own.readUInt8(at) === 0x4b) own.writeInt32BE(connectionId, at + 5);
    at += 1 + own.readInt32BE(at + 1);
  }
  return own;
}
