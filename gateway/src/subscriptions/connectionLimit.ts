/** How many connections each caller has open, over all transports. */
export interface ConnectionLimit {
  /** Counts one more of this caller and returns what counts it off, once. Null: there are too many already. */
  take(actorId: string): (() => void) | null;
}

export function createConnectionLimit(max: number): ConnectionLimit {
  const open = new Map<string, number>();
  return {
    take(actorId) {
      const count = open.get(actorId) ?? 0;
      if (count >= max) return null;
      open.set(actorId, count + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const now = open.get(actorId) ?? 0;
        if (now > 1) open.set(actorId, now - 1);
        else open.delete(actorId);
      };
    },
  };
}
