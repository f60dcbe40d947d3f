import pg from 'pg';

/** Stops the maintenance after what it is at. */
export type Maintenance = { stop(): Promise<void> };

// PostgreSQL's own rule for autovacuum, with a lower floor: the tables here are small, and so is the work.
const due = `
  SELECT format('%I.%I', schemaname, relname) AS name
  FROM pg_stat_user_tables
  WHERE n_dead_tup > 200 + 0.2 * n_live_tup OR n_mod_since_analyze > 100 + 0.1 * n_live_tup
  ORDER BY n_dead_tup + n_mod_since_analyze DESC`;

/**
 * Vacuums and analyzes what has changed much, every `interval` milliseconds: the embedded Postgres has no background processes, and
 * without this queue tables swell and the planner knows nothing of the others. It goes one table at a time, between clients.
 */
export function startMaintenance(connectionString: string, interval: number): Maintenance {
  let round: Promise<void> = Promise.resolve();
  let stopping = false;
  const timer = setInterval(() => {
    // A failure (a table dropped meanwhile, a server that is stopping) costs one round.
    round = round.then(() => maintain(connectionString, () => stopping)).catch(() => undefined);
  }, interval);
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      await round;
    },
  };
}

async function maintain(connectionString: string, isStopping: () => boolean): Promise<void> {
  if (isStopping()) return;
  const client = new pg.Client({ connectionString, application_name: 'maintenance' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(due);
    for (const { name } of rows) {
      if (isStopping()) return;
      await client.query(`VACUUM (ANALYZE) ${name}`);
    }
  } finally {
    await client.end();
  }
}
