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

/** A JSON object that Postgres can store as jsonb, of at most so many KiB of UTF-8. */
export const jsonObject = (maxKibibytes: number) =>
  z
    .record(z.string(), z.unknown(), 'must be a JSON object')
    .refine(
      (value) => Buffer.byteLength(JSON.stringify(value)) <= maxKibibytes * 1024,
      `must be at most ${String(maxKibibytes)} KiB of JSON`,
    )
    .refine(storableJson, 'must be text: it holds characters that are not valid (NUL or half a surrogate pair)');

/** `JSON.stringify` writes exactly what Postgres refuses in jsonb as these escapes; an escaped backslash is none. */
function storableJson(value: unknown): boolean {
  return !/\\u(?:0000|d[89a-f])/u.test(JSON.stringify(value).replaceAll('\\\\', ''));
}

/** Whether a client's id can be one of ours. Anything else names nothing, which is NOT_FOUND and no fault of syntax. */
export function isId(value: string): boolean {
  return z.uuid().safeParse(value).success;
}
