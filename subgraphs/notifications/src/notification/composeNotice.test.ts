import { newId } from '@prism/db/newId';

import { composeNotice } from './composeNotice.ts';
import { kindNames, type Facts, type Kind } from './kinds.ts';
import { locales } from './locales.ts';

const facts: { readonly [K in Kind]: Facts<K> } = {
  TASK_ASSIGNED: { actor: 'Ada', task: 'Gauge' },
  TASK_MENTIONED: { actor: null, task: 'Gauge' },
  TASK_FINISHED: { actor: 'Ada', task: 'Gauge' },
  DOCUMENT_READY: { document: 'Gauge' },
  DOCUMENT_FAILED: { document: 'Gauge', reason: 'It holds no text.' },
  CRAWL_FINISHED: { site: 'https://gauge.example/Gauge', stored: 3, failed: 1 },
  CRAWL_FAILED: { site: 'https://gauge.example/Gauge', reason: 'The server answered 404.' },
  ANNOUNCEMENT: { title: 'Gauge', body: 'It is fixed.', urgent: false },
  ENDPOINT_DISABLED: { channel: 'WEBHOOK', label: 'Gauge', reason: 'It answered 410.' },
  DELIVERY_BACKLOG: { waiting: 7, oldestMinutes: 11 },
};

const compose = <K extends Kind>(kind: K, said: Facts<K>) =>
  composeNotice({ id: newId(), kind, facts: said, actorId: null, subject: null });

test.each(kindNames)('%s is said in every language', (kind) => {
  const { texts } = compose(kind, facts[kind]);
  expect(Object.keys(texts)).toEqual([...locales]);
  const titles = locales.map((locale) => texts[locale].title);
  for (const title of titles) expect(title).toMatch(/Gauge|7/);
  // An announcement is in the sender's own words.
  expect(new Set(titles).size).toBe(kind === 'ANNOUNCEMENT' ? 1 : locales.length);
});

test('facts that are not the kind’s are refused', () => {
  const wrong = { actor: 'Ada' } as unknown as Facts<'TASK_ASSIGNED'>;
  expect(() => compose('TASK_ASSIGNED', wrong)).toThrow('expected string');
});

test('an announcement is as urgent as its sender says', () => {
  const urgencies = [true, false].map((urgent) => compose('ANNOUNCEMENT', { title: 'x', body: null, urgent }).urgent);
  expect(urgencies).toEqual([true, false]);
});
