import { messageOf } from './messageOf.ts';

test('an error without a message is told by its code, else by its name', () => {
  expect(messageOf(Object.assign(new AggregateError([], 'All of them.'), { code: 'ECONNREFUSED' }))).toBe(
    'All of them.',
  );
  expect(messageOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  expect(messageOf(new AggregateError([]))).toBe('AggregateError');
});
