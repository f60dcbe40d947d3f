import { isId, text } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import type { Filter, MetadataCondition } from './filter.ts';

const operators = ['equals', 'in', 'contains', 'gt', 'gte', 'lt', 'lte', 'exists'] as const;

/** GraphQL knows null and absent alike: neither says anything. */
const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

const atMost = (max: number) => `must have at most ${String(max)} entries`;
const list = <S extends z.ZodType>(entry: S, max: number) =>
  z.array(entry).min(1, 'must name at least one').max(max, atMost(max));

const scalar = z.union([text(1_000), z.number(), z.boolean()], 'must be text, a number, true or false');
const bound = z.union([text(1_000), z.number()], 'must be a number or text');

const conditionSchema = z
  .object({
    path: z.array(text(200)).min(1, 'must name a key').max(8, atMost(8)),
    equals: optional(scalar),
    in: optional(list(scalar, 100)),
    contains: optional(scalar),
    gt: optional(bound),
    gte: optional(bound),
    lt: optional(bound),
    lte: optional(bound),
    exists: optional(z.boolean()),
  })
  .refine((condition) => operators.some((operator) => condition[operator] !== undefined), {
    message: `must say at least one of ${operators.join(', ')}`,
  }) satisfies z.ZodType<MetadataCondition>;

/**
 * What clients send as SearchFilter. A malformed id names no collection, just as one of another organization: a list of nothing
 * else finds nothing.
 */
export const searchFilterSchema = z
  .object({
    collections: optional(list(z.string(), 100).transform((ids) => ids.filter(isId))),
    contentTypes: optional(list(text(200), 20)),
    createdAfter: optional(z.date()),
    createdBefore: optional(z.date()),
    updatedAfter: optional(z.date()),
    updatedBefore: optional(z.date()),
    metadata: optional(z.array(conditionSchema).max(20, atMost(20))),
  })
  .nullish()
  .transform((filter): Filter => filter ?? {});
