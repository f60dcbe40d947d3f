import { operationTooComplex, PrismError } from '@prism/errors/errors';
import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { rebuildError } from '../errors/rebuildError.ts';
import { prismGraphQLError } from '../errors/toClientError.ts';
import { assertShallowText } from '../execution/nesting.ts';

/** Parses and validates, remembering documents that passed. */
export type ReadDocument = (
  query: string,
) => { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

export function createDocumentReader(schema: GraphQLSchema, maxTokens: number): ReadDocument {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: 8 * 1024 * 1024,
    sizeCalculation: (_document, query) => query.length + 1,
  });
  return (query) => {
    const found = known.get(query);
    if (found) return { document: found };
    try {
      assertShallowText(query);
      const document = parse(query, { maxLexicalTokens: maxTokens });
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors: errors.map(toBadInput) };
      known.set(query, document);
      return { document };
    } catch (error) {
      return { errors: [toReadError(error)] };
    }
  };
}

function toReadError(error: unknown): GraphQLError {
  if (error instanceof PrismError) return prismGraphQLError(error);
  if (error instanceof GraphQLError) return toBadInput(error);
  return new GraphQLError('The document cannot be read.', { extensions: { code: 'BAD_USER_INPUT' } });
}

function toBadInput(error: GraphQLError): GraphQLError {
  if (error.message.includes('tokens. Parsing aborted'))
    return prismGraphQLError(operationTooComplex('The document is too long.'));
  return rebuildError(error, error.message, { code: 'BAD_USER_INPUT' });
}
