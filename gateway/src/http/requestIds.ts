import { randomUUID } from 'node:crypto';

const acceptable = /^[\w-]{8,64}$/;

/** The id that a request brought, when it is one, or a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && acceptable.test(header) ? header : randomUUID();
}
