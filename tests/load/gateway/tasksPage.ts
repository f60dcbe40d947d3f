import { send } from '@prism/client/demo/graph';
import { AddDocumentsDocument, CreateTaskDocument } from '@prism/client/generated/operations';
import type { Team } from '../people.ts';

const documentCount = 30;
const taskCount = 60;

/**
 * Something for a page of 50 to show: more tasks than that, from several people to several people, with one or two documents each.
 */
export async function fillTasks({ owner, members }: Team): Promise<void> {
  const documents = Array.from({ length: documentCount }, (_, number) => ({
    externalId: `handbook-${number}`,
    title: `Handbook, chapter ${number + 1}: what to do and whom to ask`,
    content: `# Chapter ${number + 1}\n\nWhoever finds a fault writes down what was seen, when, and what was tried.`,
  }));
  const { addDocuments } = await send(owner, AddDocumentsDocument, { input: { documents } });
  const ids = addDocuments.documents.map(({ id }) => id);
  // The first eight work here; further members only read.
  const people = [owner, ...members.slice(0, 7)];
  for (let number = 0; number < taskCount; number += 1) {
    const creator = people[(number * 5 + 1) % people.length] ?? owner;
    const assignee = people[number % people.length] ?? owner;
    const documentIds = [ids[number % ids.length], ...(number % 2 ? [ids[(number * 7 + 3) % ids.length]] : [])];
    await send(creator, CreateTaskDocument, {
      input: {
        title: `Task ${number + 1}: read the chapter, write down what is missing`,
        description: 'Ask whoever wrote it before changing it.',
        assigneeId: assignee.id,
        documentIds: [...new Set(documentIds)].filter((id) => id !== undefined),
      },
    });
  }
}
