import { ask } from '@prism/testkit/apiClient';
import type { Seen } from './history.ts';
import type { Member } from './people.ts';
import { sentIdIn } from './sends.ts';

interface Page {
  readonly notifications: {
    readonly cursor: string;
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly title: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The cursor of now. */
export async function endOfInbox(url: string, member: Member): Promise<string> {
  const { notifications } = await ask<Page>(url, member, { query: '{ notifications(first: 1) { cursor } }' });
  return notifications.cursor;
}

const query = `query ($after: String) {
  notifications(first: 100, after: $after) {
    edges { cursor node { id title } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** All of somebody's inbox, oldest first. */
export async function readInbox(url: string, member: Member): Promise<Seen[]> {
  const seen: Seen[] = [];
  let after: string | null = null;
  do {
    const page: Page = await ask<Page>(url, member, { query, variables: { after } });
    const { edges, pageInfo } = page.notifications;
    seen.push(...edges.map(({ cursor, node }) => ({ cursor, notificationId: node.id, sentId: sentIdIn(node.title) })));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return seen.reverse();
}
