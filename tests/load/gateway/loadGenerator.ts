// Keeps a fixed number of requests in flight for a while, from a process of its own, and prints what came of it as JSON.
import autocannon from 'autocannon';
import { quantile } from '../numbers.ts';

/** What to send where. Connections are shared out among the callers. */
export interface Load {
  readonly url: string;
  readonly body: string;
  readonly callers: readonly Readonly<Record<string, string>>[];
  readonly connections: number;
  readonly seconds: number;
}

/** Durations in milliseconds. */
export interface LoadResult {
  readonly perSecond: number;
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  /** Requests that were refused, cut off, or answered with an error of GraphQL. */
  readonly failed: number;
}

const { url, body, callers, connections, seconds } = JSON.parse(process.argv[2] ?? '{}') as Load;
const times: number[] = [];
let refused = 0;
let connected = 0;

const run = autocannon(
  {
    url,
    connections,
    duration: seconds,
    method: 'POST',
    body,
    // Each connection is one caller's, so that no two requests in flight are the same person's unless there are too few.
    setupClient(client) {
      client.setHeaders({ 'content-type': 'application/json', ...callers[connected % callers.length] });
      connected += 1;
    },
    verifyBody: (answer) => !String(answer).includes('"errors":['),
  },
  (error: unknown, result) => {
    if (error) throw new Error('The load generator failed.', { cause: error });
    print(result);
  },
);
run.on('response', (_client, status, _bytes, milliseconds) => {
  if (status === 200) times.push(milliseconds);
  else refused += 1;
});

function print({ errors, timeouts, mismatches, duration }: autocannon.Result): void {
  const result: LoadResult = {
    perSecond: times.length / duration,
    requests: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    failed: refused + errors + timeouts + mismatches,
  };
  process.stdout.write(JSON.stringify(result));
}
