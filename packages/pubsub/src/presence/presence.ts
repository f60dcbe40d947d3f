/** What somebody does at a place. */
export type PresenceState = 'VIEWING' | 'TYPING';

/** One window of a person at a place: a person may have several. */
export type Visit = { readonly userId: string; readonly visitId: string };

/** A person who is present, in one window or many: TYPING if they type in one of them. */
export type Present = { readonly userId: string; readonly state: PresenceState; readonly since: Date };

/** Who is at a place at a moment. */
export type Presence = {
  /** In the order of coming, those who came together by id. */
  readonly present: readonly Present[];
  /** When the next visit ends unless it is kept, in ms from now; Infinity when nobody is there. */
  readonly goodForMs: number;
};

/**
 * Who is where, shared by the processes that share Redis, or in the memory of one. Nothing is kept for good: a visit that
 * nobody keeps ends by itself. A place is any string; put the tenant into it.
 */
export type PresenceStore = {
  /** A visit begins or goes on, for `visitMs` from now. Resolves to whether others see a difference. */
  keep(place: string, visit: Visit, state: PresenceState): Promise<boolean>;
  /** A visit ends. Resolves to whether there was one. */
  leave(place: string, visit: Visit): Promise<boolean>;
  list(place: string): Promise<Presence>;
  close(): Promise<void>;
};

/** How long a visit lasts without being kept, in ms. */
export const visitMs = 15_000;

/** Visits at one place; whoever comes when it is full is not shown until somebody goes. */
export const maxVisits = 1_000;

/** A visit as it is stored. Times are of the store's clock, in ms since 1970. */
export type StoredVisit = Visit & { readonly state: PresenceState; readonly since: number; readonly until: number };

/** What others see of visits that have not ended by `now`. */
export function toPresence(visits: readonly StoredVisit[], now: number): Presence {
  const people = new Map<string, Present>();
  for (const { userId, state, since } of visits) {
    const known = people.get(userId);
    people.set(userId, {
      userId,
      state: known?.state === 'TYPING' ? 'TYPING' : state,
      since: known && known.since.getTime() < since ? known.since : new Date(since),
    });
  }
  const present = [...people.values()].sort(
    (one, other) => one.since.getTime() - other.since.getTime() || (one.userId < other.userId ? -1 : 1),
  );
  return { present, goodForMs: Math.min(Infinity, ...visits.map(({ until }) => Math.max(1, until - now))) };
}

/** Whether two lists tell the same. */
export function isSamePresence({ present }: Presence, other: Presence): boolean {
  const text = (people: readonly Present[]) => people.map(({ userId, state }) => `${userId} ${state}`).join();
  return text(present) === text(other.present);
}
