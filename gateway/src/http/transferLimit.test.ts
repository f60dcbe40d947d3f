import { sessionOf } from '@prism/testkit/sessions';
import { createTransferLimit } from './transferLimit.ts';

test('a caller has so many, an organization twice as many, and another one its own', () => {
  const limit = createTransferLimit(2);
  const take = (userId: string, organizationId: string) => limit.take({ ...sessionOf({ userId }), organizationId });
  const first = take('one', 'a');
  expect([first, take('one', 'a'), take('one', 'a')]).toEqual([expect.any(Function), expect.any(Function), null]);
  expect([take('two', 'a'), take('two', 'a')]).toEqual([expect.any(Function), expect.any(Function)]);
  // Refused for the organization's sake, it does not count as the caller's.
  expect([take('three', 'a'), take('three', 'a'), take('three', 'a')]).toEqual([null, null, null]);
  expect([take('three', 'b'), take('three', 'b')]).toEqual([expect.any(Function), expect.any(Function)]);
  first?.();
  first?.();
  expect([take('four', 'a'), take('four', 'a')]).toEqual([expect.any(Function), null]);
});
