import { newId } from '@prism/db/newId';

import type { Filter } from '../search/filter.ts';
import { keptFilter } from './message.input.ts';

// All that a filter can say: one that learns to say more does not compile here until it is kept, too.
const filter: Required<Filter> = {
  collections: [newId()],
  contentTypes: ['text/plain'],
  createdAfter: new Date('2026-01-01T00:00:00.001Z'),
  createdBefore: new Date('2026-02-01T00:00:00Z'),
  updatedAfter: new Date('2026-03-01T00:00:00Z'),
  updatedBefore: new Date('2026-04-01T00:00:00Z'),
  metadata: [
    { path: ['year'], gte: 2025, lt: 2027 },
    { path: ['tags'], contains: 'a', exists: true },
    { path: ['createdAfter'], equals: '2026-01-01', in: ['x', 1, false] },
  ],
};

test('what a question keeps to is the same when it is asked again', () => {
  expect(keptFilter.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
  for (const nothing of [{}, null, undefined]) expect(keptFilter.parse(nothing)).toEqual({});
});
