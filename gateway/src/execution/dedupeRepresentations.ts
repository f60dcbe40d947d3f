import type { GraphQLFormattedError } from 'graphql';

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
}

/** The distinct representations, and for each original one its place among them. */
export interface DedupedRepresentations {
  readonly unique: readonly unknown[];
  readonly places: readonly number[];
}

/** Null when all are distinct and there is nothing to gain. */
export function dedupeRepresentations(representations: readonly unknown[]): DedupedRepresentations | null {
  const placeOf = new Map<string, number>();
  const unique: unknown[] = [];
  const places = representations.map((representation) => {
    const text = JSON.stringify(representation);
    const known = placeOf.get(text);
    if (known !== undefined) return known;
    placeOf.set(text, unique.length);
    unique.push(representation);
    return unique.length - 1;
  });
  return unique.length === representations.length ? null : { unique, places };
}

/**
 * The answer as it would have been for all representations. Every entity is an object of its own, because the executor
 * merges into them; an error at an entity is repeated for each of its places.
 */
export function expandAnswer(answer: SubgraphAnswer, { unique, places }: DedupedRepresentations): SubgraphAnswer {
  const entities = answer.data?.['_entities'];
  const errors = answer.errors?.flatMap((error) => expandError(error, places));
  return {
    ...answer,
    ...(Array.isArray(entities)
      ? { data: { ...answer.data, _entities: expandEntities(entities, { unique, places }) } }
      : {}),
    ...(errors ? { errors } : {}),
  };
}

function expandEntities(entities: readonly unknown[], { unique, places }: DedupedRepresentations): unknown[] {
  // A wrong count is the executor's to complain of. By chance it could be the count of all representations.
  if (entities.length !== unique.length) return [];
  const used = new Set<number>();
  return places.map((place) => {
    if (used.has(place)) return copyJson(entities[place]);
    used.add(place);
    return entities[place];
  });
}

function expandError(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError[] {
  const [field, place, ...rest] = error.path ?? [];
  if (field !== '_entities' || typeof place !== 'number') return [error];
  return places.flatMap((candidate, index) =>
    candidate === place ? [{ ...error, path: [field, index, ...rest] }] : [],
  );
}

/** A deep copy of something that came out of JSON. */
export function copyJson<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyJson) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    // Only an own key of the name can come out of JSON.parse, and assigning it would set the prototype instead.
    if (key === '__proto__') continue;
    copy[key] = copyJson(value[key]);
  }
  return copy as T;
}
