import { createLogger } from '@prism/telemetry/logger';
import { until } from '@prism/testkit/until';

import { eachOrganization } from './eachOrganization.ts';

test('what fails in one organization keeps no other from its turn', async () => {
  const done: string[] = [];
  const running = eachOrganization({
    ...{ name: 'test', everyMs: 10, log: createLogger('test', 'silent') },
    list: (after) => Promise.resolve(['a', 'b', 'c'].filter((id) => id > after)),
    work: (organizationId) => {
      if (organizationId === 'b') return Promise.reject(new Error('b is broken'));
      done.push(organizationId);
      return Promise.resolve();
    },
  });
  await until(() => done.length >= 4);
  await running.close();
  expect(done.slice(0, 4)).toEqual(['a', 'c', 'a', 'c']);
});
