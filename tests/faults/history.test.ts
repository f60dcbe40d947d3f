import {
  checkHistory,
  type Delivered,
  type Finding,
  type History,
  type Seen,
  type Sent,
  type Witness,
} from './history.ts';

// The judge, judged: each wrong that a fault could cause is found, and nothing else is.

const seen = (sentId: string, place: number, who = 'ann'): Seen => ({
  notificationId: `${who}-${sentId}`,
  cursor: `${who}-${String(place)}`,
  sentId,
});
const sentTo = (id: string, recipients: string[], isAcknowledged = true): Sent => ({
  id,
  recipients: new Set(recipients),
  isAcknowledged,
});

const sent = [sentTo('s1', ['ann', 'bob']), sentTo('s2', ['ann']), sentTo('s3', ['ann'], false), sentTo('s4', ['bob'])];
const [one, two, three] = [seen('s1', 1), seen('s2', 2), seen('s3', 3)];
const bob: Witness = {
  personId: 'bob',
  inbox: [seen('s4', 1, 'bob'), seen('s1', 2, 'bob')],
  stream: [seen('s4', 1, 'bob'), seen('s1', 2, 'bob')],
};

const historyOf = (inbox: readonly Seen[], stream: readonly Seen[]): History => ({
  sent,
  witnesses: [{ personId: 'ann', inbox, stream }, bob],
  expectedDeliveries: [],
  deliveries: [],
});
const brief = (findings: readonly Finding[]) =>
  findings.map(({ wrong, place, who, sentId }) => `${wrong} ${place} ${who} ${sentId}`);
const findingsOf = (inbox: readonly Seen[], stream: readonly Seen[]) =>
  brief(checkHistory(historyOf(inbox, stream)).findings);

test('finds nothing where everything is right, whether or not the uncertain has happened', () => {
  expect(findingsOf([one, two], [one, two])).toEqual([]);
  expect(findingsOf([one, two, three], [one, two, three])).toEqual([]);
});

test('counts what was due and what came', () => {
  expect(checkHistory(historyOf([one, two, three], [one, two]))).toMatchObject({
    inboxRows: { expected: 4, found: 5 },
    streamEvents: { expected: 5, received: 4 },
  });
});

test.each<[string, Seen[], Seen[], string[]]>([
  ['lost on the way to the inbox', [one], [one], ['lost inbox ann s2', 'lost stream ann s2']],
  ['lost on the way to the stream', [one, two], [one], ['lost stream ann s2']],
  ['an uncertain one lost on the way to the stream', [one, two, three], [one, two], ['lost stream ann s3']],
  [
    'two rows of one send',
    [one, two, { ...two, notificationId: 'again', cursor: 'ann-3' }],
    [one, two, { ...two, notificationId: 'again', cursor: 'ann-3' }],
    ['doubled inbox ann s2', 'doubled stream ann s2'],
  ],
  ['an event twice in a row', [one, two], [one, one, two], ['doubled stream ann s1']],
  ['an event again later', [one, two], [one, two, one], ['doubled stream ann s1']],
  [
    'an uncertain one twice',
    [one, two, three, { ...three, notificationId: 'again', cursor: 'ann-4' }],
    [one, two, three, { ...three, notificationId: 'again', cursor: 'ann-4' }],
    ['doubled inbox ann s3', 'doubled stream ann s3'],
  ],
  ['two events swapped', [one, two], [two, one], ['reordered stream ann s1']],
  ['the first one last', [one, two, three], [two, three, one], ['reordered stream ann s1']],
  [
    'what was for somebody else',
    [one, two, seen('s4', 3)],
    [one, two, seen('s4', 3)],
    ['foreign inbox ann s4', 'foreign stream ann s4'],
  ],
  [
    'what nobody has sent',
    [one, two, seen('s9', 3)],
    [one, two, seen('s9', 3)],
    ['foreign inbox ann s9', 'foreign stream ann s9'],
  ],
  ['an event without a row', [one, two], [one, two, three], ['foreign stream ann s3']],
  [
    'an event with the cursor of another row',
    [one, two],
    [one, { ...two, cursor: 'ann-7' }],
    ['foreign stream ann s2'],
  ],
])('finds %s', (_name, inbox, stream, expected) => {
  expect(findingsOf(inbox, stream)).toEqual(expected);
});

describe('outside', () => {
  const hook = (sentId: string, messageId: string, isAccepted = true, to = 'ann'): Delivered => ({
    ...{ channel: 'webhook', to, sentId, messageId, isAccepted },
  });
  const judge = (deliveries: readonly Delivered[]) => {
    const expectedDeliveries = ['s1', 's2', 's3'].map((sentId) => ({
      ...{ channel: 'webhook', to: 'ann', sentId, isDue: sentId !== 's3' },
    }));
    return checkHistory({ sent, witnesses: [], expectedDeliveries, deliveries });
  };

  test('a message may come more than once under its id', () => {
    const verdict = judge([hook('s1', 'm1', false), hook('s2', 'm2'), hook('s1', 'm1')]);
    expect(verdict).toEqual({
      inboxRows: { expected: 0, found: 0 },
      streamEvents: { expected: 0, received: 0 },
      deliveries: { expected: 2, messages: 2, attempts: 3 },
      findings: [],
    });
  });

  test.each<[string, Delivered[], string[]]>([
    [
      'the uncertain under two ids',
      [hook('s1', 'm1'), hook('s2', 'm2'), hook('s3', 'm3'), hook('s3', 'm4')],
      ['doubled delivery ann s3'],
    ],
    [
      'what was for somebody else',
      [hook('s1', 'm1'), hook('s2', 'm2'), hook('s2', 'm5', true, 'bob')],
      ['foreign delivery bob s2'],
    ],
    ['one that never came', [hook('s1', 'm1')], ['lost delivery ann s2']],
    ['one that was never taken', [hook('s1', 'm1'), hook('s2', 'm2', false)], ['lost delivery ann s2']],
    [
      'a second id for the same message',
      [hook('s1', 'm1'), hook('s2', 'm2'), hook('s1', 'm3')],
      ['doubled delivery ann s1'],
    ],
    ['an id that stands for two messages', [hook('s1', 'm1'), hook('s2', 'm1')], ['doubled delivery ann s2']],
    ['what nobody has sent', [hook('s1', 'm1'), hook('s2', 'm2'), hook('s9', 'm9')], ['foreign delivery ann s9']],
  ])('finds %s', (_name, deliveries, expected) => {
    expect(brief(judge(deliveries).findings)).toEqual(expected);
  });
});
