import { parseArgs } from 'node:util';
import { readCommandLine } from '../load/readCommandLine.ts';

export interface FaultsOptions {
  readonly on: 'services' | 'embedded';
  readonly clients: number;
  readonly organizations: number;
  /** Rounds go on for so long; 0 is one round. */
  readonly minutes: number;
  /** Between two sends in one organization, on average. */
  readonly pauseMs: number;
  readonly seed: number;
  /** Faults whose name holds one of these are caused; an empty one is in every name. */
  readonly only: readonly string[];
}

const usage = `Usage: pnpm faults [options]

  --on services|embedded   all processes on a PostgreSQL and a Redis of their own, or npm start's one process (services)
  --clients N              who listens (200; embedded 60)
  --organizations N        among which they are shared, each with a sender of its own (4)
  --minutes N              rounds of all faults for so long (one round)
  --pause N                milliseconds between two sends in one organization (150)
  --only NAME,…            faults whose names hold one of these (all)
  --seed N                 draws the same order of faults and the same sends again (by chance)
`;

/** Reads the command line; prints how to use it and ends when asked to, and with exit code 2 when it makes no sense. */
export const readOptions = (args: readonly string[]): FaultsOptions => readCommandLine(args, usage, parse);

function parse(args: readonly string[]): FaultsOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { on: text, clients: text, organizations: text, minutes: text, pause: text, seed: text, only: text },
  });
  const { on = 'services' } = values;
  if (on !== 'services' && on !== 'embedded') throw new Error('--on is services or embedded.');
  const number = (name: 'clients' | 'organizations' | 'minutes' | 'pause' | 'seed', fallback: number, min = 1) => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isInteger(value) || value < min) throw new Error(`--${name} must be a whole number from ${min}.`);
    return value;
  };
  const clients = number('clients', on === 'services' ? 200 : 60);
  return {
    on,
    clients,
    organizations: number('organizations', Math.min(4, clients)),
    minutes: number('minutes', 0, 0),
    pauseMs: number('pause', 150),
    only: (values.only ?? '').split(','),
    seed: number('seed', Math.floor(Math.random() * 2 ** 31), 0),
  };
}
