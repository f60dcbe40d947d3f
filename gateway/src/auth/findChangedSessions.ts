import type { Session } from '@prism/auth/session';
import { upstreamUnavailable } from '@prism/errors/errors';
import { z } from 'zod';
import { askInternally, type AskInternallyOptions } from './askInternally.ts';

/** The ids of those actors whose sessions are not what they were. Throws UPSTREAM_UNAVAILABLE when that cannot be known. */
export type FindChanged = (sessions: readonly Session[]) => Promise<readonly string[]>;

const answerSchema = z.object({ changed: z.array(z.string()) });

/** Sessions in one question. */
const batchSize = 2_000;

/** Asks organizations about thousands of sessions at once. Those of no organization hold for as long as their token. */
export function createFindChanged(options: AskInternallyOptions): FindChanged {
  const ask = async (sessions: readonly Session[]): Promise<readonly string[]> => {
    const { text, status } = await askInternally(options, '/internal/sessions', { sessions });
    const answer = answerSchema.safeParse(parseJson(text));
    if (answer.success) return answer.data.changed;
    const cause = new Error(`organizations answered ${String(status)} to the question which sessions changed`);
    throw upstreamUnavailable('Sessions cannot be looked up now.', { cause });
  };
  return async (sessions) => {
    const asked = sessions.filter(({ organizationId }) => organizationId !== null);
    const changed: string[] = [];
    for (let from = 0; from < asked.length; from += batchSize)
      changed.push(...(await ask(asked.slice(from, from + batchSize))));
    return changed;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
