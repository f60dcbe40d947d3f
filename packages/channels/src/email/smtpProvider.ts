import type { Logger } from '@prism/telemetry/logger';
import { createTransport } from 'nodemailer';

import type { Message, Outcome, Provider } from '../channel.ts';
import { neverThrowing } from '../neverThrowing.ts';
import { oneLine } from '../oneLine.ts';
import { renderEmail } from './renderEmail.ts';
import { smtpOutcome } from './smtpOutcome.ts';

/** How emails are sent by one server. */
export type SmtpOptions = {
  /**
   * `smtp://user:password@host:587` or `smtps://…`. Over `smtp:` STARTTLS is used where it is offered, and demanded where there is
   * a password to protect, but on this machine.
   */
  readonly url: string;
  /** `Prism <no-reply@example.com>` */
  readonly from: string;
  readonly log: Logger;
  /** How long one attempt may take, waiting for a connection included, in milliseconds. */
  readonly timeoutMs: number;
};

/** An SMTP server. Its connections are kept open; `close` ends them. */
export type SmtpProvider = Provider & { close(): void };

// What an address looks like that is one address and no more, whatever reads it.
const oneAddress = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]{1,255}$/u;

/** Opens no connection before the first message. */
export function createSmtpProvider({ url, from, log, timeoutMs }: SmtpOptions): SmtpProvider {
  const server = new URL(url);
  const transport = openTransport(server, timeoutMs);
  // Faults of idle connections: the next message opens another.
  transport.on('error', () => undefined);
  const name = `${server.protocol}//${server.host}`;
  const send = async (message: Message): Promise<Outcome> => {
    const { recipient } = message;
    if (!recipient || !oneAddress.test(recipient.email))
      return { outcome: 'FAILED', detail: 'The recipient has no email address that can be used.' };
    try {
      const to = { name: oneLine(recipient.name), address: recipient.email };
      const signal = AbortSignal.timeout(timeoutMs);
      await transport.sendMail({ ...renderEmail(message), ...headersOf(message, from), from, to, signal });
      return { outcome: 'SENT' };
    } catch (error) {
      return smtpOutcome(error);
    }
  };
  return {
    name,
    send: neverThrowing({ name, log }, send),
    close: () => {
      transport.close();
    },
  };
}

function openTransport(server: URL, timeoutMs: number) {
  const secure = server.protocol === 'smtps:';
  const host = server.hostname.replace(/^\[|\]$/g, '');
  const { username, password } = server;
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return createTransport({
    pool: true,
    maxConnections: 10,
    // A connection that closes while it sends is an outcome, not something to be sent again in silence.
    maxRequeues: 0,
    host,
    port: Number(server.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && password !== '' && !isThisMachine(host),
    ...(username === '' ? {} : { auth }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const isThisMachine = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

function headersOf(message: Message, from: string) {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  const { unsubscribeUrl } = message;
  return {
    messageId: `<${message.id}@${domain}>`,
    headers: {
      // Answering machines stay silent (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      // One request ends these messages, without a page in between (RFC 8058).
      ...(unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${new URL(unsubscribeUrl).href}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}
