/** Something that was sent: an announcement or a task that was given to somebody. */
export interface Sent {
  readonly id: string;
  /** Ids of those who should hear of it. */
  readonly recipients: ReadonlySet<string>;
  /** Whether Prism said yes. Otherwise it may have happened, once, or not. */
  readonly isAcknowledged: boolean;
}

/** A notification where somebody saw it. */
export interface Seen {
  readonly notificationId: string;
  readonly cursor: string;
  /** The `id` of what was sent. */
  readonly sentId: string;
}

/** What one person saw in the end. */
export interface Witness {
  readonly personId: string;
  /** Oldest first. */
  readonly inbox: readonly Seen[];
  /** In the order in which the application got them. */
  readonly stream: readonly Seen[];
}

/** A message as it came to somebody outside: a webhook's receiver or an SMTP server. May be tried again under the same id. */
export interface Delivered {
  readonly channel: string;
  /** The address or endpoint. */
  readonly to: string;
  readonly sentId: string;
  readonly messageId: string;
  /** Whether the receiver took it. */
  readonly isAccepted: boolean;
}

/** A message that may come to an address outside, and has to if what it says was acknowledged. */
export interface ExpectedDelivery {
  readonly channel: string;
  readonly to: string;
  readonly sentId: string;
  readonly isDue: boolean;
}

export interface History {
  readonly sent: readonly Sent[];
  readonly witnesses: readonly Witness[];
  readonly expectedDeliveries: readonly ExpectedDelivery[];
  readonly deliveries: readonly Delivered[];
}

/** What must not happen, ever. */
export const wrongs = ['lost', 'doubled', 'reordered', 'foreign'] as const;
export type Wrong = (typeof wrongs)[number];

export interface Finding {
  readonly wrong: Wrong;
  readonly place: 'inbox' | 'stream' | 'delivery';
  /** The person, or the address. */
  readonly who: string;
  readonly sentId: string;
}

export interface Verdict {
  readonly inboxRows: { readonly expected: number; readonly found: number };
  readonly streamEvents: { readonly expected: number; readonly received: number };
  readonly deliveries: { readonly expected: number; readonly messages: number; readonly attempts: number };
  readonly findings: readonly Finding[];
}

/**
 * Holds what everybody saw against what was sent. Each acknowledged send is in every recipient's inbox once and in their
 * stream once, in the order of the inbox; an unacknowledged one at most once, and in the stream exactly if it is in the inbox;
 * nobody sees what is not for them; whatever goes outside arrives under one message id, however often it is tried.
 */
export function checkHistory({ sent, witnesses, expectedDeliveries, deliveries }: History): Verdict {
  const byId = new Map(sent.map((one) => [one.id, one]));
  const people = witnesses.map((witness) => checkWitness(witness, sent, byId));
  const outside = checkDeliveries(expectedDeliveries, deliveries);
  const total = (count: (person: (typeof people)[number]) => number) =>
    people.reduce((sum, person) => sum + count(person), 0);
  return {
    inboxRows: {
      expected: total(({ expectedRows }) => expectedRows),
      found: witnesses.reduce((sum, { inbox }) => sum + inbox.length, 0),
    },
    streamEvents: {
      expected: total(({ expectedEvents }) => expectedEvents),
      received: witnesses.reduce((sum, { stream }) => sum + stream.length, 0),
    },
    deliveries: {
      expected: expectedDeliveries.filter(({ isDue }) => isDue).length,
      messages: new Set(deliveries.map(({ channel, messageId }) => `${channel} ${messageId}`)).size,
      attempts: deliveries.length,
    },
    findings: [...people.flatMap(({ findings }) => findings), ...outside],
  };
}

function checkWitness(witness: Witness, sent: readonly Sent[], byId: ReadonlyMap<string, Sent>) {
  const { personId, inbox, stream } = witness;
  const isForeign = ({ sentId }: Seen) => !byId.get(sentId)?.recipients.has(personId);
  const due = sent.filter(({ isAcknowledged, recipients }) => isAcknowledged && recipients.has(personId));
  const dueRows = new Set(due.map(({ id }) => id));
  // An event of a row that nobody acknowledged is due all the same: the row is there.
  const dueEvents = new Set([...dueRows, ...inbox.filter((seen) => !isForeign(seen)).map(({ sentId }) => sentId)]);

  const found = (wrong: Wrong, place: 'inbox' | 'stream', ids: readonly string[]): Finding[] =>
    ids.map((sentId) => ({ wrong, place, who: personId, sentId }));
  const checkPlace = (place: 'inbox' | 'stream', seen: readonly Seen[], wanted: ReadonlySet<string>) => [
    ...found('lost', place, [...wanted.difference(new Set(seen.map(({ sentId }) => sentId)))]),
    ...found('doubled', place, repeated(seen.map(({ sentId }) => sentId))),
    ...found(
      'foreign',
      place,
      seen.filter(isForeign).map(({ sentId }) => sentId),
    ),
  ];
  const findings = [
    ...checkPlace('inbox', inbox, dueRows),
    ...checkPlace('stream', stream, dueEvents),
    ...found('foreign', 'stream', ghosts(witness)),
    ...found('reordered', 'stream', reordered(witness)),
  ];
  return { expectedRows: dueRows.size, expectedEvents: dueEvents.size, findings };
}

/** Each value as often as it is there once too often. */
function repeated<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  return values.filter((value) => {
    const isAgain = seen.has(value);
    seen.add(value);
    return isAgain;
  });
}

/** Events of notifications, or with cursors, that the inbox does not have. */
function ghosts({ inbox, stream }: Witness): string[] {
  const keyOf = ({ notificationId, cursor }: Seen) => `${notificationId} ${cursor}`;
  const kept = new Set(inbox.map(keyOf));
  return stream.filter((event) => !kept.has(keyOf(event))).map(({ sentId }) => sentId);
}

/** Events that came after one which stands behind them in the inbox; a repetition is another matter. */
function reordered({ inbox, stream }: Witness): string[] {
  const places = new Map(inbox.map(({ notificationId }, place) => [notificationId, place]));
  const seen = new Set<string>();
  let furthest = -1;
  return stream
    .filter(({ notificationId }) => {
      const place = places.get(notificationId);
      if (place === undefined || seen.has(notificationId)) return false;
      seen.add(notificationId);
      const isLate = place < furthest;
      furthest = Math.max(furthest, place);
      return isLate;
    })
    .map(({ sentId }) => sentId);
}

type Place = Pick<Delivered, 'channel' | 'to' | 'sentId'>;

function checkDeliveries(expected: readonly ExpectedDelivery[], deliveries: readonly Delivered[]): Finding[] {
  const keyOf = ({ channel, to, sentId }: Place) => JSON.stringify([channel, to, sentId]);
  const accepted = new Set(deliveries.filter(({ isAccepted }) => isAccepted).map(keyOf));
  const allowed = new Set(expected.map(keyOf));
  const messages = [...Map.groupBy(deliveries, keyOf).values()].map((attempts) => ({
    attempts,
    count: new Set(attempts.map(({ messageId }) => messageId)).size,
  }));
  const finding = (wrong: Wrong, { to, sentId }: Place): Finding => ({ wrong, place: 'delivery', who: to, sentId });
  return [
    ...expected.filter((one) => one.isDue && !accepted.has(keyOf(one))).map((one) => finding('lost', one)),
    ...messages.flatMap(({ attempts: [first], count }) => (first && count > 1 ? [finding('doubled', first)] : [])),
    ...deliveries.filter((one) => !allowed.has(keyOf(one))).map((one) => finding('foreign', one)),
    ...messagesOfMany(deliveries).map((one) => finding('doubled', one)),
  ];
}

/** Deliveries whose message id stands for something else already: a receiver that drops repetitions would lose them. */
function messagesOfMany(deliveries: readonly Delivered[]): Delivered[] {
  const meanings = new Map<string, string>();
  return deliveries.filter(({ channel, messageId, to, sentId }) => {
    const meaning = `${to} ${sentId}`;
    const first = meanings.get(`${channel} ${messageId}`) ?? meaning;
    meanings.set(`${channel} ${messageId}`, first);
    return first !== meaning;
  });
}
