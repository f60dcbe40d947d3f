import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '@prism/testkit/apiClient';
import { quantile, spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam, type Person, type Team } from '../people.ts';
import { startOnServices } from '../stacks.ts';
import { openBystander, type Bystander } from './bystander.ts';
import { createCrowd, type Crowd } from './crowd.ts';

/** Announcements to a crowd, one and many at once, and how soon others hear meanwhile of what concerns them alone. */
export async function benchFanout({ recipients, queued, fanoutRounds }: BenchOptions): Promise<string> {
  const stack = await startOnServices();
  const [large, small] = [await createTeam(stack, 1), await createTeam(stack, 1)];
  const crowd = await createCrowd(stack.databaseUrl, large, recipients);
  const bystanders = { same: await openBystander(...pairOf(large)), other: await openBystander(...pairOf(small)) };
  const measure = (count: number) => measureFanout({ owner: large.owner, crowd, bystanders, count });
  const rounds: Measured[] = [];
  for (let round = 1; round <= fanoutRounds; round += 1) {
    const measured = await measure(1);
    rounds.push(measured);
    console.error(`fanout ${round}/${fanoutRounds}: ${measured.rowsPerSecond.toFixed(0)} rows/s`);
  }
  const many = await measure(queued);
  console.error(`fanout, ${queued} at once: ${many.rowsPerSecond.toFixed(0)} rows/s`);
  const counted = await crowd.count();
  for (const bystander of Object.values(bystanders)) await bystander.close();
  await crowd.close();
  await stack.stop();
  const expected = (fanoutRounds + queued) * crowd.size;
  if (counted.rows !== expected || counted.doubled > 0) throw new Error(`Not once each: ${JSON.stringify(counted)}`);
  return report({ rounds, many, recipients, queued, expected });
}

interface Measured {
  readonly rowsPerSecond: number;
  /** From a mutation's answer to the event at the client, meanwhile, in ms. */
  readonly same: readonly number[];
  readonly other: readonly number[];
}

interface Fanout {
  readonly owner: Person;
  readonly crowd: Crowd;
  readonly bystanders: { readonly same: Bystander; readonly other: Bystander };
  /** Announcements at once. */
  readonly count: number;
}

async function measureFanout({ owner, crowd, bystanders, count }: Fanout): Promise<Measured> {
  const began = performance.now();
  const ids = await Promise.all(Array.from({ length: count }, () => announce(owner)));
  const all = Promise.all(ids.map((id) => told(crowd, id))).then(() => performance.now() - began);
  const [took, same, other] = await Promise.all([all, bystanders.same.during(all), bystanders.other.during(all)]);
  return { rowsPerSecond: (count * crowd.size * 1_000) / took, same, other };
}

async function told(crowd: Crowd, id: string): Promise<void> {
  while (!(await crowd.isTold(id))) await sleep(20);
}

async function announce(owner: Person): Promise<string> {
  const { announce: answer } = await ask<{ announce: { announcement: { id: string } } }>(owner.url, owner, {
    query: 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }',
    variables: { input: { title: 'Maintenance at noon', body: 'Half an hour.' } },
  });
  return answer.announcement.id;
}

function pairOf({ owner, members }: Team): [Person, Person] {
  const [member] = members;
  if (!member) throw new Error('Nobody is there to be notified.');
  return [owner, member];
}

interface Results {
  readonly rounds: readonly Measured[];
  readonly many: Measured;
  readonly recipients: number;
  readonly queued: number;
  readonly expected: number;
}

function report({ rounds, many, recipients, queued, expected }: Results): string {
  const delays = (one: readonly number[]) =>
    [0.5, 0.99, 1].map((share) => (one.length > 0 ? quantile(one, share).toFixed(0) : '–'));
  const rows = [
    ['a recipient of the same announcement', ...delays(rounds.flatMap(({ same }) => same))],
    ["another organization's member", ...delays(rounds.flatMap(({ other }) => other))],
    [`the same, ${queued} announcements at once`, ...delays(many.same)],
    [`another organization's, ${queued} at once`, ...delays(many.other)],
  ];
  return [
    '## Fan-out',
    table(
      [`to ${recipients} inboxes`, 'rows/s'],
      [
        [
          'one announcement',
          spread(
            rounds.map(({ rowsPerSecond }) => rowsPerSecond),
            0,
          ),
        ],
        [`${queued} at once`, many.rowsPerSecond.toFixed(0)],
      ],
    ),
    table(['one notification meanwhile, answer to client', 'p50 ms', 'p99 ms', 'worst ms'], rows),
    `${expected} inbox rows, each once.`,
  ].join('\n\n');
}
