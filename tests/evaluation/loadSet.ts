import { addCorpus } from '../load/ingest/addCorpus.ts';
import { createTeam, type Person } from '../load/people.ts';
import type { Stack } from '../load/stacks.ts';
import type { DataSet } from './dataSet.ts';

/** Adds a set's documents to an organization of their own, and resolves to its owner once all are READY. */
export async function loadSet(
  stack: Pick<Stack, 'url' | 'signIn'>,
  { name, documents }: Pick<DataSet, 'name' | 'documents'>,
): Promise<Person> {
  const { owner } = await createTeam(stack, 0);
  console.error(`${name}: adding ${documents.length} documents …`);
  await addCorpus(owner, documents);
  return owner;
}
