import { z } from 'zod';

/** Thrown by `parseEnv`; the message lists every fault, one a line, and no value (values may be secrets). */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** What is wrong with a variable; the message does not repeat its value. */
export interface EnvFault {
  readonly name: string;
  readonly message: string;
}

/** Finds what is wrong with variables beside each other, among those that are set. */
export type FindFaults = (present: Readonly<Record<string, string | undefined>>) => readonly EnvFault[];

/**
 * Parses the environment against a zod shape. An empty variable counts as unset. Throws `EnvError` with all faults at
 * once, those of `findFaults` among them, so that nobody has to start a process five times to find five mistakes.
 */
export function parseEnv<S extends z.ZodRawShape>(
  shape: S,
  source: NodeJS.ProcessEnv,
  findFaults: FindFaults = () => [],
): z.output<z.ZodObject<S>> {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = z.object(shape).safeParse(present);
  const together = findFaults(present);
  if (result.success && together.length === 0) return result.data;
  const alone = (result.error?.issues ?? []).map(({ path, message }) => ({ name: path.join('.'), message }));
  const faults = [...alone, ...together].map(({ name, message }) => `  ${name}: ${message}`);
  throw new EnvError(`The environment is not complete:\n${faults.join('\n')}`);
}

/** Like `parseEnv` on the process's environment, but a fault is printed and ends the process with exit code 1. */
export function readEnv<S extends z.ZodRawShape>(shape: S, findFaults?: FindFaults): z.output<z.ZodObject<S>> {
  try {
    return parseEnv(shape, process.env, findFaults);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    endSoon();
    throw error;
  }
}

/**
 * Ends the process with 1, without another word, once what is thrown next has come to the top. Not at once: `process.exit` joins
 * the threads that compile what was just imported: when one of them waits for a garbage collection, which the main thread would
 * do, that is for ever (nodejs/node#54918).
 */
function endSoon(): void {
  process.once('uncaughtException', () => {
    setTimeout(() => process.exit(1), 200);
  });
}
