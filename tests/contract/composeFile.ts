import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

export type ComposeService = {
  image: string;
  command: string[];
  environment?: Record<string, string>;
  build?: string;
  ports?: string[];
  restart?: string;
  profiles?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
};

export type ComposeFile = { services: Record<string, ComposeService> };

export const root = path.join(import.meta.dirname, '../..');

/** docker-compose.yml with its variables filled in, as `docker compose config` would print it. */
export function readComposeFile(variables: Record<string, string>): ComposeFile {
  const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
  return fillIn(parse(text, { merge: true }), variables) as ComposeFile;
}

function fillIn(node: unknown, variables: Record<string, string>): unknown {
  if (typeof node === 'string') return substitute(node, variables);
  if (Array.isArray(node)) return node.map((item) => fillIn(item, variables));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fillIn(value, variables)]));
}

// ${NAME}, ${NAME:-default}, ${NAME:?message}
function substitute(text: string, variables: Record<string, string>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_match, name: string, operator?: string, rest?: string) => {
      const value = variables[name];
      if (value) return value;
      if (operator === '-') return rest ?? '';
      throw new Error(`${name} is not set${operator === '?' && rest ? `: ${rest}` : ''}`);
    },
  );
}

/** What `docker/make-env` prints, as variables. */
export function parseEnvFile(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^\w+=/.test(line));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
