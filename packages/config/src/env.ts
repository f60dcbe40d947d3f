import { z } from 'zod';

/** Thrown by `parseEnv`; the message lists every fault, one a line, and no value (values may be secrets). */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Parses the environment against a zod shape. An empty variable counts as unset. Throws `EnvError` with all faults at
 * once, so that nobody has to start a process five times to find five mistakes.
 */
export function parseEnv<S extends z.ZodRawShape>(shape: S, source: NodeJS.ProcessEnv): z.output<z.ZodObject<S>> {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = z.object(shape).safeParse(present);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new EnvError(`The environment is not complete:\n${faults.join('\n')}`);
}

/** Like `parseEnv` on the process's environment, but a fault is printed and ends the process with exit code 1. */
export function readEnv<S extends z.ZodRawShape>(shape: S): z.output<z.ZodObject<S>> {
  try {
    return parseEnv(shape, process.env);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
