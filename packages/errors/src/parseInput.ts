import type { z } from 'zod';
import { badUserInput } from './errors.ts';

/**
 * Parses a client's input, or throws BAD_USER_INPUT with every fault. `root` is what the client calls the value
 * (`input` for most mutations, `''` where the value is the field's arguments themselves), so that paths read as the client wrote them.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, root = 'input'): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw badUserInput(
    result.error.issues.map((issue) => ({
      path: [root, ...issue.path]
        .filter((part) => part !== '')
        .map(String)
        .join('.'),
      message: issue.message,
    })),
  );
}
