import type { WebSocket } from 'ws';

/** While frames keep coming they leave together so often, in milliseconds. A single one leaves at once. */
const everyMs = 8;

let waiting: { readonly socket: WebSocket; readonly frame: string; readonly sent: () => void }[] = [];
let flushedAt = 0;
let isScheduled = false;

/**
 * Sends a frame soon, and calls `sent` when it is with the socket. An event for thousands of clients goes out in one run:
 * written one by one as it comes in, every frame would wake its reader anew, which costs more than all else that is done for it.
 */
export function sendSoon(socket: WebSocket, frame: string, sent: () => void): void {
  waiting.push({ socket, frame, sent });
  if (isScheduled) return;
  isScheduled = true;
  const wait = flushedAt + everyMs - performance.now();
  if (wait > 0) setTimeout(flushFrames, wait);
  else setImmediate(flushFrames);
}

/** Sends at once what waits: before anything that must come after it. */
export function flushFrames(): void {
  isScheduled = false;
  flushedAt = performance.now();
  const frames = waiting;
  waiting = [];
  for (const { socket, frame, sent } of frames) {
    if (socket.readyState !== socket.OPEN) continue;
    socket.send(frame);
    sent();
  }
}
