import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';

/** The same place in document and result, with another message or other extensions. */
export function rebuildError(source: GraphQLError, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  return new GraphQLError(message, {
    nodes: source.nodes ?? null,
    source: source.source ?? null,
    positions: source.positions ?? null,
    path: source.path ?? null,
    originalError: source.originalError ?? null,
    extensions,
  });
}
