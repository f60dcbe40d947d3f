import { repeat, type Repeated } from './repeat.ts';

type Options = Parameters<typeof repeat>[1] & {
  /** Organizations that have something to do, in the order of their ids, after a given one. */
  readonly list: (after: string, most: number) => Promise<readonly string[]>;
  /** Does it for one of them; asked to end early, it may. */
  readonly work: (organizationId: string, isClosed: () => boolean) => Promise<void>;
};

const most = 100;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Does something in each organization that a listing names, one after the other, again and again. What fails in one is logged,
 * and keeps no other from its turn.
 */
export function eachOrganization({ list, work, ...how }: Options): Repeated {
  const { name: schedule, log } = how;
  let closed = false;
  const round = async () => {
    for (let after: string | undefined = first; after !== undefined;) {
      const page: readonly string[] = await list(after, most);
      for (const organizationId of page) {
        if (closed) return;
        await work(organizationId, () => closed).catch((error: unknown) => {
          log.error({ err: error, schedule, organizationId }, 'a scheduled round failed for an organization');
        });
      }
      after = page.length < most ? undefined : page.at(-1);
    }
  };
  const repeated = repeat(round, how);
  return {
    close() {
      closed = true;
      return repeated.close();
    },
  };
}
