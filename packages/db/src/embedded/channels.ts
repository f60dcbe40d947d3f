import { findSql, type Frame, withSql } from './frontendFrames.ts';
import { type ListenRequest, readListenRequests, withoutLead } from './listenStatements.ts';

/** The channels that one client listens to. `follow` takes note of a message and returns what the session shall get. */
export type Channels = { has(channel: string): boolean; follow(frame: Frame): Frame };

/**
 * Follows one client's LISTEN and UNLISTEN. The session belongs to everybody: it goes on listening when one client stops, and
 * only the client's own set says what it is told.
 */
export function createChannels(): Channels {
  const channels = new Set<string>();

  function apply({ listen, channel }: ListenRequest): void {
    if (listen) channels.add(channel);
    else if (channel === '*') channels.clear();
    else channels.delete(channel);
  }

  return {
    has: (channel) => channels.has(channel),
    follow(frame) {
      const sql = findSql(frame) ?? '';
      if (/^discard\s+all\b/i.test(withoutLead(sql))) {
        channels.clear();
        // Whatever else there is to discard is everybody's.
        return withSql(frame, 'DISCARD PLANS');
      }
      const requests = readListenRequests(sql);
      if (requests === null) return frame;
      requests.forEach(apply);
      return requests.every(({ listen }) => listen) ? frame : withSql(frame, harmless(requests));
    },
  };
}

// The same statements with every UNLISTEN aimed at a channel that nobody uses, so that the answer stays the same.
function harmless(requests: readonly ListenRequest[]): string {
  return requests
    .map(({ listen, channel }) => (listen ? `LISTEN "${channel.replaceAll('"', '""')}"` : 'UNLISTEN prism_nobody'))
    .join('; ');
}
