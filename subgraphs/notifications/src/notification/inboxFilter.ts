import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import { readSubject } from '../subject/requireSubject.ts';
import { subjectTypes, type SubjectInput } from '../subject/subject.ts';
import type { InboxFilter, State } from './inboxPage.ts';
import { kindNames } from './kinds.ts';

/** Which part of the inbox, as clients ask for it. */
export type InboxFilterInput = {
  readonly state?: State | null | undefined;
  readonly kinds?: readonly string[] | null | undefined;
  readonly subject?: SubjectInput | null | undefined;
  readonly unreadOnly?: boolean | null | undefined;
};

const kindsSchema = z
  .array(z.enum(kindNames, { error: `must be one of ${kindNames.join(', ')}` }))
  .min(1, 'must not be empty: leave it out for every kind')
  .max(kindNames.length, 'must name each kind once');

/** What names nothing: no id of ours has only zeros. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** The filter as the statements take it; without one, all that lies in the inbox. BAD_USER_INPUT for kinds that are none. */
export function readFilter(input: InboxFilterInput | null | undefined, unreadOnly: boolean): InboxFilter {
  const { state, kinds, subject } = input ?? {};
  return {
    state: state ?? 'INBOX',
    unreadOnly: unreadOnly || (input?.unreadOnly ?? false),
    kinds: kinds == null ? null : parseInput(kindsSchema, kinds, 'filter.kinds'),
    subject: subject == null ? null : (readSubject(subject) ?? { type: subjectTypes[subject.type], id: nobody }),
  };
}
