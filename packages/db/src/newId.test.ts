import { newId } from './newId.ts';

test('is a UUIDv7 of the current time', () => {
  const id = newId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const millis = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  expect(Math.abs(millis - Date.now())).toBeLessThan(1000);
});

test('sorts in the order it was made, without repeating, also many in a millisecond', () => {
  const ids = Array.from({ length: 100_000 }, newId);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});
