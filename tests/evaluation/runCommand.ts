import { closeAll } from '../load/closers.ts';
import { UsageError } from '../load/usageError.ts';

/** Runs a command of the command line to its end, closes what it opened, and exits: with 1 when something went wrong, with 2 after a UsageError. */
export async function runCommand(command: () => Promise<void>): Promise<never> {
  try {
    await command();
  } catch (error) {
    // Mostly a mistake in what was given, which a stack would hide.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  } finally {
    if (!(await closeAll())) process.exitCode = 1;
  }
  process.exit();
}
