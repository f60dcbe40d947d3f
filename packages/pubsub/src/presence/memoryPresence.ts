import { maxVisits, toPresence, visitMs, type PresenceStore, type StoredVisit, type Visit } from './presence.ts';

/** Presence inside one process. `lastsMs`: how long a visit lasts without being kept. */
export function createMemoryPresence({ lastsMs = visitMs }: { readonly lastsMs?: number } = {}): PresenceStore {
  const places = new Map<string, Map<string, StoredVisit>>();
  const keyOf = ({ userId, visitId }: Visit) => `${userId}:${visitId}`;

  /** Those at a place that have not ended; whoever has is forgotten. */
  const visitsAt = (place: string, now: number): Map<string, StoredVisit> => {
    const visits = places.get(place) ?? new Map<string, StoredVisit>();
    for (const [key, { until }] of visits) if (until <= now) visits.delete(key);
    if (visits.size === 0) places.delete(place);
    return visits;
  };

  // Places that nobody looks at any more would stay for ever.
  const sweep = setInterval(() => {
    for (const place of places.keys()) visitsAt(place, Date.now());
  }, 60_000).unref();

  return {
    keep(place, visit, state) {
      const now = Date.now();
      const visits = visitsAt(place, now);
      const known = visits.get(keyOf(visit));
      if (!known && visits.size >= maxVisits) return Promise.resolve(false);
      const { userId, visitId } = visit;
      visits.set(keyOf(visit), { userId, visitId, state, since: known?.since ?? now, until: now + lastsMs });
      places.set(place, visits);
      return Promise.resolve(known?.state !== state);
    },
    leave(place, visit) {
      const visits = visitsAt(place, Date.now());
      const left = visits.delete(keyOf(visit));
      if (visits.size === 0) places.delete(place);
      return Promise.resolve(left);
    },
    list(place) {
      const now = Date.now();
      return Promise.resolve(toPresence([...visitsAt(place, now).values()], now));
    },
    close() {
      clearInterval(sweep);
      places.clear();
      return Promise.resolve();
    },
  };
}
