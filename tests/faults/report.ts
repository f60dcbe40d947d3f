import { quantile, table } from '../load/numbers.ts';
import { wrongs, type Finding } from './history.ts';
import type { Outcome } from './runFaults.ts';

const shown = 20;

/** Whether everything was as it must be. */
export const isSound = ({ verdict, ledger, endedStreams, unexpectedEnds, isComplete }: Outcome): boolean =>
  isComplete && [verdict.findings, ledger.refusals, endedStreams, unexpectedEnds].every(({ length }) => length === 0);

/** The counts as a Markdown table, and whatever went wrong. */
export function describe(outcome: Outcome): string {
  const { verdict, ledger, clients, faults, losses, delays } = outcome;
  const acknowledged = ledger.sent.filter(({ isAcknowledged }) => isAcknowledged).length;
  const found = Object.groupBy(verdict.findings, ({ wrong }) => wrong);
  const rows: (readonly [string, string])[] = [
    ['clients', String(clients)],
    ['faults done', `${sum(faults)}: ${list(faults)}`],
    ['reconnects of clients', `${sum(losses)}: ${list(losses)}`],
    ['sends acknowledged', String(acknowledged)],
    ['sends that stayed uncertain', String(ledger.sent.length - acknowledged)],
    ['requests repeated with the same key', String(ledger.retries)],
    ['answers excused by a fault', `${sum(ledger.excuses)}: ${list(ledger.excuses)}`],
    ['inbox rows due / found', `${verdict.inboxRows.expected} / ${verdict.inboxRows.found}`],
    ['stream events due / received', `${verdict.streamEvents.expected} / ${verdict.streamEvents.received}`],
    [
      'messages to webhooks and by email due / arrived / attempts',
      [verdict.deliveries.expected, verdict.deliveries.messages, verdict.deliveries.attempts].join(' / '),
    ],
    [
      'from the yes to the client, p50 / p99 / longest',
      [0.5, 0.99, 1].map((share) => seconds(quantile(delays, share))).join(' / '),
    ],
    ...wrongs.map(
      (wrong) => [wrong === 'reordered' ? 'out of order' : wrong, String(found[wrong]?.length ?? 0)] as const,
    ),
  ];
  return [table(['', 'count'], rows), ...complaints(outcome)].join('\n\n');
}

function complaints({ verdict, ledger, endedStreams, unexpectedEnds, isComplete }: Outcome): string[] {
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${title} (${lines.length}):\n${lines.slice(0, shown).join('\n')}`] : [];
  return [
    ...(isComplete ? [] : ['Not everything that was due had come when the run gave up waiting.']),
    ...section('Findings', verdict.findings.map(brief)),
    ...section('Refusals that no fault excuses', ledger.refusals),
    ...section('Streams that ended for good', endedStreams),
    ...section('Processes that ended by themselves', unexpectedEnds),
  ];
}

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
const brief = ({ wrong, place, who, sentId }: Finding) => `${wrong} in ${place}: ${sentId} of ${who}`;
const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
const list = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
