import { parseArgs } from 'node:util';

/** What the demo is shown with. */
export interface DemoOptions {
  readonly url: string;
  /** Null: this project's documentation. */
  readonly folder: string | null;
  /** Null: about that, or what the first document is about. */
  readonly question: string | null;
}

const usage = `Usage: npm run demo -- [FOLDER ["QUESTION"]] [options]

  FOLDER      holds .md, .html and .txt files of at most 1 MiB each (docs)
  QUESTION    what to ask them
  --url URL   a running Prism (http://localhost:4000/graphql, or the port that PORT says)
`;

/** Reads the command line; prints how to use it and ends when it asks for that (0) or makes no sense (2). */
export function readDemoOptions(args: readonly string[], port: string): DemoOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string', default: `http://localhost:${port}/graphql` }, help: { type: 'boolean' } },
    });
    if (values.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    const { url } = values;
    if (!/^https?:/.test(url) || !URL.canParse(url)) throw new Error('--url must start with http:// or https://.');
    if (positionals.length > 2) throw new Error('Put the question in quotes.');
    return { url, folder: positionals[0] ?? null, question: positionals[1] ?? null };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
