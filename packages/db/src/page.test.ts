import { z } from 'zod';
import { cutPage, decodeCursor, encodeCursor, listCursor, readPage } from './page.ts';

const key = z.tuple([z.literal('things'), z.int()]);

test('a cursor is opaque and comes back as the key it was made of', () => {
  const cursor = encodeCursor(['things', 7]);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor(key, cursor)).toEqual(['things', 7]);
});

test.each(['', 'x', 'bm9uc2Vuc2U', encodeCursor(['others', 7]), encodeCursor(['things', 'seven']), '\u0000', '💥'])(
  'refuses %j as a cursor',
  (cursor) => {
    expect(() => decodeCursor(key, cursor)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  },
);

test('reads 20 rows unless told, and no more than the list allows', () => {
  expect(readPage({}, key)).toEqual({ limit: 20, after: null });
  expect(readPage({ first: 5, after: encodeCursor(['things', 1]) }, key)).toEqual({ limit: 5, after: ['things', 1] });
  for (const first of [0, -1, 101]) {
    expect(() => readPage({ first }, key)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  }
});

test('one row more than asked for says that there is a next page', () => {
  expect(cutPage([1, 2, 3], 2)).toEqual({ rows: [1, 2], hasNextPage: true });
  expect(cutPage([1, 2], 2)).toEqual({ rows: [1, 2], hasNextPage: false });
});

test("a list's cursor holds its key and is of no use in another list", () => {
  const [things, others] = [listCursor('thing', z.int()), listCursor('other', z.int())];
  expect(readPage({ after: things.of(7) }, things.key).after).toBe(7);
  for (const after of [
    others.of(7),
    encodeCursor(['thing', 'seven']),
    encodeCursor(['thing', 7, 8]),
    encodeCursor([7]),
  ]) {
    expect(() => readPage({ after }, things.key)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  }
});
