import { Kind, parse, print, visit, type DirectiveNode } from 'graphql';

const removed = new Set(['authenticated', 'requiresScopes', 'policy']);

/**
 * A supergraph that stock `@apollo/gateway` starts with: it refuses what is linked `for: SECURITY`, so those links go, with
 * their directives and scalars. Nothing that it plans with is touched.
 */
export function toStockSupergraph(sdl: string): string {
  const stripped = visit(parse(sdl), {
    Directive: (node) => (removed.has(node.name.value) || isSecurityLink(node) ? null : undefined),
    DirectiveDefinition: (node) => (removed.has(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) => (removed.has(node.name.value.split('__')[0] ?? '') ? null : undefined),
  });
  return print(stripped);
}

const isSecurityLink = ({ name, arguments: args }: DirectiveNode) =>
  name.value === 'link' && args?.some(({ value }) => value.kind === Kind.ENUM && value.value === 'SECURITY') === true;
