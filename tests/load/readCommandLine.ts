/** What a command line asks for; prints how to use it and ends when it asks for that (0) or `parse` throws (2). */
export function readCommandLine<T>(args: readonly string[], usage: string, parse: (args: readonly string[]) => T): T {
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parse(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
