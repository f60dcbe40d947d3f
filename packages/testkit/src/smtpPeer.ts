import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerError } from 'smtp-server';

/** The step of a conversation at which the server misbehaves. */
export type SmtpStep = 'CONNECT' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA';

/** How the server treats one message: a reply code at a step, silence, or a connection that is reset there. */
export type SmtpMisbehaviour =
  | { readonly at: SmtpStep; readonly kind: 'reply'; readonly code: number; readonly text?: string }
  | { readonly at: SmtpStep; readonly kind: 'hang' | 'drop' };

/** A message as it arrived, whatever became of it. */
export interface SmtpMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly email: Email;
  /** Whether the server said that it took it. */
  readonly accepted: boolean;
}

/** An SMTP server of a test that misbehaves on demand. */
export interface SmtpPeer {
  /** `smtp://user:password@127.0.0.1:…` */
  readonly url: string;
  readonly messages: readonly SmtpMessage[];
  /** Who signed in, `user:password`. */
  readonly logins: readonly string[];
  /** How the next messages are treated, in this order; each stands until its step was reached. */
  misbehave(...how: readonly SmtpMisbehaviour[]): void;
  /** How every message is treated; null for well. */
  misbehaveAlways(how: SmtpMisbehaviour | null): void;
  /** Forgets the rest of what `misbehave` said. */
  behaveAgain(): void;
  /** Forgets what arrived and how to misbehave. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

type Done = (error?: Error | null) => void;

/** Starts a server on a free port; anybody may sign in. */
export async function startSmtpPeer(): Promise<SmtpPeer> {
  const messages: SmtpMessage[] = [];
  const logins: string[] = [];
  const next: SmtpMisbehaviour[] = [];
  let always: SmtpMisbehaviour | null = null;
  const sockets = new Map<number | undefined, Socket>();

  /** What to do at a step: go on, or misbehave. */
  const step = (at: SmtpStep, { remotePort }: { readonly remotePort: number }, goOn: Done): 'well' | 'badly' => {
    const how = next[0] ?? always;
    if (how?.at !== at) {
      goOn();
      return 'well';
    }
    next.shift();
    if (how.kind === 'drop') sockets.get(remotePort)?.resetAndDestroy();
    if (how.kind === 'reply') goOn(reply(how));
    return 'badly';
  };

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect: (session, done) => void step('CONNECT', session, done),
    onAuth: ({ username, password }, session, done) => {
      logins.push(`${username ?? ''}:${password ?? ''}`);
      step('AUTH', session, (error) => {
        done(error, { user: username });
      });
    },
    onMailFrom: (_address, session, done) => void step('MAIL', session, done),
    onRcptTo: (_address, session, done) => void step('RCPT', session, done),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const take = async () => {
        const raw = await buffer(stream);
        const email = await PostalMime.parse(raw);
        const to = rcptTo.map(({ address }) => address);
        const message = { from: mailFrom ? mailFrom.address : '', to, raw: raw.toString(), email };
        // Noted before the answer: whoever has the answer finds the message here.
        const seen = { ...message, accepted: false };
        messages.push(seen);
        step('DATA', session, (error) => {
          seen.accepted = !error;
          done(error);
        });
      };
      take().catch(done);
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    sockets.set(socket.remotePort, socket);
    const { remotePort } = socket;
    socket.on('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets.values()) socket.destroy();
  };
  return {
    url: `smtp://user:password@127.0.0.1:${String((server.server.address() as AddressInfo).port)}`,
    messages,
    logins,
    misbehave: (...how) => next.push(...how),
    misbehaveAlways: (how) => {
      always = how;
    },
    behaveAgain: () => {
      next.length = 0;
    },
    reset: () => {
      messages.length = 0;
      logins.length = 0;
      next.length = 0;
      always = null;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        cut();
      }),
  };
}

function reply({ code, text = 'as the test asked' }: { readonly code: number; readonly text?: string }): Error {
  const error: SMTPServerError = new Error(text);
  error.responseCode = code;
  return error;
}
