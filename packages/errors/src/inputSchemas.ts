import { z } from 'zod';

// NUL is valid JSON and valid UTF-8, and Postgres stores it in no text or jsonb; lone surrogates are no valid Unicode.
const storable = (value: string) => !value.includes('\u0000') && value.isWellFormed();

/** Text that Postgres can store, of 0 to `max` UTF-16 units. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `must have at most ${String(max)} characters`)
    .refine(storable, 'must be text: it holds characters that are not valid (NUL or half a surrogate pair)');

/** Text with something in it: trimmed, of 1 to `max` characters. */
export const nonEmptyText = (max: number) => text(max).trim().min(1, 'must not be empty');

/** Whether a client's id can be one of ours. Anything else names nothing, which is NOT_FOUND and no fault of syntax. */
export function isId(value: string): boolean {
  return z.uuid().safeParse(value).success;
}
