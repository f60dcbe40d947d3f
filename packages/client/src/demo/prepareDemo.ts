import { CreateOrganizationDocument, KnowledgeStatusDocument, ViewerDocument } from '../generated/operations.ts';
import { addAndAwait, readDocuments } from './documents.ts';
import { send, signIn } from './graph.ts';
import { step } from './progress.ts';

const slug = 'demo';

/** What somebody needs to try the graph: who to be, where, and a question that the documents answer. */
export interface Demo {
  readonly token: string;
  readonly organization: string;
  readonly question: string;
}

/** Sees to it that the demo organization exists and has documents to ask about, those of `folder` when it has none. */
export async function prepareDemo(url: string, folder: string): Promise<Demo> {
  const token = await signIn(url, { email: 'ada@example.com', name: 'Ada Lovelace' });
  const { viewer } = await send({ url, token }, ViewerDocument, {});
  if (!viewer?.memberships.some(({ organization }) => organization.slug === slug)) {
    await send({ url, token }, CreateOrganizationDocument, { input: { name: 'Demo', slug } });
  }
  const ada = { url, token, organization: slug };
  const { knowledgeStatus } = await send(ada, KnowledgeStatusDocument, {});
  if (knowledgeStatus.documents === 0) {
    const documents = await readDocuments(folder);
    await step('Filling the demo organization with the documentation', (report) => addAndAwait(ada, documents, report));
  }
  return { token, organization: slug, question: 'Why can Redis lose everything?' };
}
