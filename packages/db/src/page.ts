import { badUserInput } from '@prism/errors/errors';
import { z } from 'zod';

/** `first` and `after` as a client gives them. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Keyset pagination: how many rows to read, and after which key. */
export interface Page<K> {
  /** Rows asked for; read `limit + 1` to know whether there is a next page. */
  readonly limit: number;
  readonly after: K | null;
}

/** A page's rows with what Relay's `pageInfo` needs. */
export interface PageOf<R> {
  readonly rows: readonly R[];
  readonly hasNextPage: boolean;
}

/** A page, and what counts the whole list if anybody asks. */
export type CountedPage<R> = PageOf<R> & { readonly count: () => Promise<number> };

/** The opaque form of a row's sort key. Clients may store it and hand it back, and must not look inside. */
export function encodeCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key inside a cursor, or BAD_USER_INPUT on `path` when it is not one that `encodeCursor` made for this key. */
export function decodeCursor<S extends z.ZodType>(key: S, cursor: string, path = 'after'): z.output<S> {
  const result = key.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!result.success) throw badUserInput([{ path, message: 'is not a cursor of this list' }]);
  return result.data;
}

/** How the cursors of one list are written and read. */
export interface ListCursor<K> {
  /** The sort key in a cursor, for `readPage`. */
  readonly key: z.ZodType<K>;
  readonly of: (key: K) => string;
}

/** Cursors of a list that goes by one key. They name their list, so that another list's cursor is refused. */
export function listCursor<K>(list: string, key: z.ZodType<K>): ListCursor<K> {
  return {
    key: z.tuple([z.literal(list), key]).transform(([, value]) => value),
    of: (value) => encodeCursor([list, value]),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads `first` and `after` of a connection field: 20 rows unless told, 1 to `max`, else BAD_USER_INPUT. */
export function readPage<S extends z.ZodType>(args: PageArgs, key: S, max = 100): Page<z.output<S>> {
  const limit = args.first ?? 20;
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw badUserInput([{ path: 'first', message: `must be between 1 and ${String(max)}` }]);
  }
  return { limit, after: args.after ? decodeCursor(key, args.after) : null };
}

/** Cuts the one row too many that says whether there is a next page. */
export function cutPage<R>(rows: readonly R[], limit: number): PageOf<R> {
  return { rows: rows.slice(0, limit), hasNextPage: rows.length > limit };
}
