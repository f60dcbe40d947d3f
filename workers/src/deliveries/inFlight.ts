import { emailLane, laneOf, type Claim } from '@prism/notifications/domain';

/** How much may be under way at once in this process. */
export type Limits = {
  readonly total: number;
  readonly perOrganization: number;
  /** Of one endpoint. An organization's email may take all of the organization's. */
  readonly perEndpoint: number;
};

/** What is under way in this process. */
export type InFlight = {
  /** How many more of an organization's messages may be taken. */
  room(organizationId: string): number;
  /** Lanes of an organization with something under way, and how many more each may take. */
  lanes(organizationId: string): ReadonlyMap<string, number>;
  add(organizationId: string, claims: readonly Claim[]): void;
  remove(organizationId: string, claim: Claim): void;
  /** Resolves once nothing is under way, or `ms` have passed. */
  idle(ms: number): Promise<void>;
};

/** Counts what is under way, and calls `onRoom` each time when there is room for more. */
export function createInFlight(limits: Limits, onRoom: () => void): InFlight {
  const organizations = new Map<string, Map<string, number>>();
  let total = 0;
  let onIdle: (() => void) | null = null;
  const countOf = (organizationId: string) =>
    [...(organizations.get(organizationId)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const change = (organizationId: string, lane: string, by: number) => {
    const lanes = organizations.get(organizationId) ?? new Map<string, number>();
    const count = (lanes.get(lane) ?? 0) + by;
    if (count > 0) lanes.set(lane, count);
    else lanes.delete(lane);
    if (lanes.size > 0) organizations.set(organizationId, lanes);
    else organizations.delete(organizationId);
    total += by;
  };
  return {
    room: (organizationId) =>
      Math.max(0, Math.min(limits.total - total, limits.perOrganization - countOf(organizationId))),
    lanes: (organizationId) =>
      new Map(
        [...(organizations.get(organizationId) ?? [])].map(([lane, count]) => [lane, roomOfLane(limits, lane) - count]),
      ),
    add(organizationId, claims) {
      for (const claim of claims) change(organizationId, laneOf(claim), 1);
    },
    remove(organizationId, claim) {
      change(organizationId, laneOf(claim), -1);
      if (total === 0) onIdle?.();
      onRoom();
    },
    async idle(ms) {
      if (total === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

function roomOfLane({ perOrganization, perEndpoint }: Limits, lane: string): number {
  return lane === emailLane ? perOrganization : perEndpoint;
}
