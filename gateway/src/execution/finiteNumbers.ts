import { GraphQLError, visit, type DocumentNode, type FloatValueNode, type IntValueNode } from 'graphql';

/**
 * Throws BAD_USER_INPUT for a number in a document that is beyond what a double holds. The specification leaves its meaning to each
 * scalar; one that takes anything, such as JSON, would take it for infinity, which no message to a subgraph can say.
 */
export function assertFiniteNumbers(document: DocumentNode): void {
  const check = (node: FloatValueNode | IntValueNode) => {
    if (Number.isFinite(Number(node.value))) return;
    throw new GraphQLError('A number is too large.', { nodes: node, extensions: { code: 'BAD_USER_INPUT' } });
  };
  visit(document, { IntValue: check, FloatValue: check });
}
