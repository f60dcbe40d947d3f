import { randomInt } from 'node:crypto';

import type { Pool } from '@prism/db/pool';
import { findTraces, type Traces } from '@prism/testkit/findTraces';

/**
 * Where the bare id of something deleted may be left, each with why. What it said may be left nowhere: ids name nothing any more.
 */
const mayHoldIds: Readonly<Record<string, string>> = {
  'outbox.message.payload': 'Work that waits: a worker asks for the document, and finds that there is none.',
  'outbox.message.error': 'Why work that waits was given up.',
  'knowledge.vector_space.filled_to': 'How far a model has come: a place in the order of ids.',
  'notifications.notice.subject_id': 'That something became of a document, once its title is taken out.',
  'notifications.watcher.subject_id': 'Who watched it.',
  'notifications.mute.subject_id': 'Who did not want to hear of it.',
  'tasks.task_document.document_id': 'A task that names it shows one document less.',
  'organizations.audit_entry.target_id': 'Who did what stays.',
};

/** That nothing is left of it in any table of any schema, but bare ids where they may be. */
export async function expectForgotten(pool: Pool, traces: Traces): Promise<void> {
  const found = await findTraces(pool, traces);
  expect(found.filter((where) => !(where.endsWith(': id') && where.replace(/: id$/, '') in mayHoldIds))).toEqual([]);
}

/** A word that nobody else uses and no stemmer shortens. */
export function unheardWord(): string {
  const letters = 'bcdfghjk';
  return `${Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('')}k`;
}
