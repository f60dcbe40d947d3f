import type { Socket } from 'node:net';

import { fatalError, greetingFor, type Notification } from './backendFrames.ts';
import { createBatches, type Execute } from './batches.ts';
import { createChannels } from './channels.ts';
import { createFrameReader, type Frame } from './frontendFrames.ts';
import { answerPassword, answerStartup, type LoginStep } from './login.ts';
import type { Turns } from './turns.ts';

/** What all connections share. `deliver` hands notifications to every connection that listens. */
export type Shared = {
  execute: Execute;
  turns: Turns;
  greeting: Buffer;
  password: string;
  deliver: (notifications: readonly Notification[]) => void;
};

/** One client. `notify` passes a notification on if the client listens to its channel; `end` says why and hangs up. */
export type Connection = { notify(notification: Notification): void; end(code: string, text: string): void };

// Everything else ends the connection: Terminate, and what the session would die of.
const messageTypes = new Set('QPBDECSHFdcf');

/** Serves one client until its socket closes; what it left open on the session is rolled back then. */
export function createConnection(socket: Socket, id: number, shared: Shared): Connection {
  const reader = createFrameReader();
  const channels = createChannels();
  let phase: LoginStep['phase'] = 'startup';

  const write = (bytes: Buffer) => {
    if (phase !== 'closed' && bytes.length > 0) socket.write(bytes);
  };
  const end = (code: string, text: string) => {
    write(fatalError(code, text));
    hangUp();
  };
  const evict = () => {
    end('25P03', 'idle in a transaction while others waited: the embedded Postgres runs one transaction at a time');
  };
  const batches = createBatches({ ...shared, reply: write, evict });

  function leave(): void {
    if (phase === 'closed') return;
    phase = 'closed';
    batches.drop();
  }

  function hangUp(): void {
    leave();
    socket.destroySoon();
  }

  function login({ phase: next, reply }: LoginStep): void {
    write(reply);
    if (next === 'closed') hangUp();
    else phase = next;
  }

  function onFrame(frame: Frame): void {
    if (phase === 'startup') login(answerStartup(frame));
    else if (phase === 'password')
      login(answerPassword(frame, shared.password, () => greetingFor(shared.greeting, id)));
    else if (!messageTypes.has(frame.type)) hangUp();
    else batches.add(channels.follow(frame));
  }

  const next = () => (phase === 'closed' ? null : reader.read(phase));

  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    try {
      reader.push(chunk);
      let frame = next();
      while (frame !== null) {
        onFrame(frame);
        frame = next();
      }
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', leave);

  return {
    end,
    notify: ({ channel, frame }) => {
      if (phase === 'ready' && channels.has(channel)) write(frame);
    },
  };
}
