import { composeServices } from '@apollo/composition';
import type { DocumentNode } from 'graphql';

/** The supergraph of some subgraphs. Throws every composition error. */
export function composeSubgraphs(services: readonly { name: string; url: string; typeDefs: DocumentNode }[]): string {
  const { supergraphSdl, errors } = composeServices(
    services.map(({ name, url, typeDefs }) => ({ name, url, typeDefs })),
  );
  if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
  return supergraphSdl;
}
