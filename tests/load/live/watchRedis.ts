import { Redis } from 'ioredis';

/** What happens to one notification on services, in order. */
export const moments = ['committed', 'queued', 'started', 'delivered'] as const;

/** When it happened, by `performance.now()`. */
export type Moments = Partial<Record<(typeof moments)[number], number>>;

/** Listens to every command that Redis does. */
export interface RedisWatch {
  /** The first of each since it was last asked, and forgets them. */
  take(): Moments;
  close(): void;
}

/**
 * Tells the way of a notification from the commands that reach Redis, which says to the microsecond when each did: the tasks
 * subgraph publishes as soon as it has committed, the relay adds a job, a worker takes it and publishes as soon as the
 * notification is committed. Clocks must agree, so Redis has to be on this machine.
 */
export async function watchRedis(url: string): Promise<RedisWatch> {
  const connection = new Redis(url);
  const monitor = await connection.monitor();
  const database = new URL(url).pathname.slice(1);
  let seen: Moments = {};
  monitor.on('monitor', (time: string, args: readonly string[], _source: string, of: string) => {
    const moment = of === database ? momentOf(args) : null;
    if (moment !== null) seen[moment] ??= Number(time) * 1000 - performance.timeOrigin;
  });
  return {
    take() {
      const taken = seen;
      seen = {};
      return taken;
    },
    close() {
      monitor.disconnect();
      connection.disconnect();
    },
  };
}

function momentOf([command = '', key = '']: readonly string[]): keyof Moments | null {
  const name = command.toLowerCase();
  if (name === 'publish' && key.includes(':outbox.written:')) return 'committed';
  if (name === 'publish' && key.includes(':notification.created:')) return 'delivered';
  if (!key.includes(':fanOutNotification:')) return null;
  if (name === 'lpush' && key.endsWith(':wait')) return 'queued';
  return name === 'set' && key.endsWith(':lock') ? 'started' : null;
}
