import { ask } from '@prism/testkit/apiClient';
import type { Organization } from './people.ts';

const query = `{
  deliveries(first: 100) {
    edges { node { id channel status reason dueAt createdAt attempts { number provider outcome statusCode detail startedAt } } }
  }
}`;

interface Deliveries {
  readonly deliveries: { readonly edges: readonly { readonly node: { readonly status: string } }[] };
}

/** What Prism itself says of the latest messages that did not leave: where to begin to look when one is missing. */
export async function describeUnsent(url: string, organizations: readonly Organization[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { owner } of organizations) {
    const { deliveries } = await ask<Deliveries>(url, owner, { query });
    const unsent = deliveries.edges.filter(({ node }) => node.status !== 'SENT');
    lines.push(...unsent.map(({ node }) => `${owner.organization} ${JSON.stringify(node)}`));
  }
  return lines;
}
