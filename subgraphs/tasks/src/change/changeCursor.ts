import { decodeCursor, encodeCursor } from '@prism/db/page';
import { badUserInput } from '@prism/errors/errors';
import { z } from 'zod';
import type { Change } from './change.ts';

const key = z.tuple([z.literal('taskChange'), z.uuid(), z.int().nonnegative()]);

/** A place in an organization's changes as clients see it; position 0 is before the first. It names the organization, too. */
export function encodeChangeCursor(organizationId: string, position: number): string {
  return encodeCursor(['taskChange', organizationId, position]);
}

/** The position that a cursor names. BAD_USER_INPUT on `after` for what is no cursor or another organization's. */
export function decodeChangeCursor(organizationId: string, cursor: string): number {
  const [, owner, position] = decodeCursor(key, cursor);
  if (owner !== organizationId) throw badUserInput([{ path: 'after', message: 'is a cursor of another organization' }]);
  return position;
}

export function cursorOfChange({ organizationId, position }: Change): string {
  return encodeChangeCursor(organizationId, position);
}
