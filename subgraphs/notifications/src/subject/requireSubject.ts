import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import type { Subject } from '../notification/notification.ts';
import { subjectTypes, type SubjectInput } from './subject.ts';

/** The subject, which exists for this caller: its owner was asked. NOT_FOUND otherwise, also for what is no id. */
export async function requireSubject(ctx: Context, input: SubjectInput): Promise<Subject> {
  const subject = readSubject(input);
  if (!subject) throw notFound(subjectTypes[input.type]);
  if (subject.type !== 'Announcement') await ctx.entities.assertExist(subject.type, [subject.id], ctx.token);
  else if (!(await ctx.loaders.announcement.load(subject.id))) throw notFound('Announcement');
  return subject;
}

/** The subject that is named, whether it exists or not; null for what is no id. */
export function readSubject({ type, id }: SubjectInput): Subject | null {
  return isId(id) ? { type: subjectTypes[type], id: id.toLowerCase() } : null;
}
