import { randomUUID } from 'node:crypto';

import type { Message, MessageItem } from '../channel.ts';

/** Something to say. */
export function itemOf(given: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: 'TASK_ASSIGNED',
    title: 'Fix the gauge',
    body: 'It is stuck.',
    urgent: false,
    actorId: randomUUID(),
    subject: { type: 'Task', id: randomUUID() },
    createdAt: new Date('2026-11-20T10:00:00Z'),
    ...given,
  };
}

/** A message to Ada. */
export function messageOf(given: Partial<Message> = {}): Message {
  return {
    id: randomUUID(),
    organizationId: randomUUID(),
    items: [itemOf()],
    recipient: { id: randomUUID(), email: 'ada@example.com', name: 'Ada', locale: 'en' },
    unsubscribeUrl: null,
    ...given,
  };
}
