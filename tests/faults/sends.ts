import { setTimeout as sleep } from 'node:timers/promises';
import { codesOf, send, type Answer } from '@prism/testkit/apiClient';
import type { Sent } from './history.ts';
import type { Member, Organization } from './people.ts';
import type { Random } from './random.ts';

/** A send as it was done. */
export interface Entry extends Sent {
  readonly kind: Letter['kind'];
  readonly organizationId: string;
  /** When it was acknowledged or given up, by `performance.now()`. */
  readonly at: number;
}

/** What came of all sends. */
export interface Ledger {
  readonly sent: Entry[];
  /** Requests that were repeated because nobody knew what had come of them. */
  retries: number;
  /** Refusals that no fault excuses, such as FORBIDDEN for somebody who may. */
  readonly refusals: string[];
  /** Answers that a fault excuses, by code. */
  readonly excuses: Map<string, number>;
}

export const createLedger = (): Ledger => ({ sent: [], retries: 0, refusals: [], excuses: new Map() });

const patienceMs = 8_000;
/** What may be said of something that is away at the moment. */
const excusable = new Set(['UPSTREAM_UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR']);
const marker = /\bsend-\d+-\d+\b/;

/** Which send a notification is about, by its title; the title itself when it is none of ours. */
export const sentIdIn = (title: string): string => marker.exec(title)?.[0] ?? title;

interface Letter {
  readonly kind: 'announcement' | 'task';
  readonly recipients: readonly Member[];
  readonly query: string;
  readonly input: Record<string, unknown>;
  /** Whether it may be sent again: it carries a key that makes two of it one. */
  readonly isRepeatable: boolean;
}

/**
 * Sends one thing after the other until told to stop, `lane` being part of their names. A send that is repeatable is repeated
 * until somebody says yes; another one stays uncertain once it was not answered.
 */
export async function keepSending(
  { url, organization, lane, random, pauseMs }: Lane,
  ledger: Ledger,
  stop: AbortSignal,
): Promise<void> {
  for (let number = 1; !stop.aborted; number += 1) {
    const id = `send-${lane}-${number}`;
    const letter = writeLetter(id, organization, random);
    const isAcknowledged = await post(url, organization.owner, letter, ledger);
    const recipients = new Set(letter.recipients.map((member) => member.id));
    const organizationId = organization.owner.organization;
    ledger.sent.push({ id, kind: letter.kind, organizationId, recipients, isAcknowledged, at: performance.now() });
    await sleep(pauseMs() * (0.5 + random.next()));
  }
}

export interface Lane {
  readonly url: string;
  readonly organization: Organization;
  readonly lane: number;
  readonly random: Random;
  /** Between two sends, on average; asked each time. */
  readonly pauseMs: () => number;
}

/** To some in most cases; to all now and then; a task for one person, which cannot be repeated. */
function writeLetter(id: string, { owner, members }: Organization, random: Random): Letter {
  const draw = random.next();
  if (draw < 0.25) {
    const assignee = random.pick(members);
    return {
      kind: 'task',
      recipients: [assignee],
      query: taskMutation,
      input: { title: id, assigneeId: assignee.id },
      isRepeatable: false,
    };
  }
  const input = { title: id, idempotencyKey: id };
  // Who says something to all reads it, too.
  if (draw < 0.35) return { ...announcement, recipients: [owner, ...members], input };
  const recipients = random.some(members, random.between(1, 8));
  const recipientIds = recipients.map((member) => member.id);
  return { ...announcement, recipients, input: { ...input, recipientIds } };
}

const taskMutation = 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }';
const announceMutation = 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }';
const announcement = { kind: 'announcement', query: announceMutation, isRepeatable: true } as const;

async function post(
  url: string,
  owner: Member,
  { query, input, isRepeatable }: Letter,
  ledger: Ledger,
): Promise<boolean> {
  for (;;) {
    const answer = await within(send(url, owner, { query, variables: { input } }));
    if (answer?.data && !answer.errors) return true;
    const codes = answer ? codesOf(answer).map(String) : ['no answer'];
    for (const code of codes) ledger.excuses.set(code, (ledger.excuses.get(code) ?? 0) + 1);
    if (answer?.errors && codes.some((code) => !excusable.has(code))) {
      ledger.refusals.push(JSON.stringify(answer.errors));
      return false;
    }
    if (!isRepeatable) return false;
    ledger.retries += 1;
    await sleep(200);
  }
}

/** Null for no answer, or none that is GraphQL, in good time. */
const within = (answer: Promise<Answer>): Promise<Answer | null> =>
  Promise.race([answer.catch(() => null), sleep(patienceMs, null)]);
