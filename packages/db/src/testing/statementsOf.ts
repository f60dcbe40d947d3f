import { registry } from '@prism/telemetry/metrics';
import type { DatabaseRole } from '../roles.ts';

/** How many SQL statements `work` runs under a role in this process, BEGIN and COMMIT not counted. */
export async function statementsOf(role: DatabaseRole, work: () => Promise<unknown>): Promise<number> {
  const before = await statementsSoFar(role);
  await work();
  return (await statementsSoFar(role)) - before;
}

async function statementsSoFar(role: DatabaseRole): Promise<number> {
  const metric = await registry.getSingleMetric('prism_sql_statements_total')?.get();
  return metric?.values.find(({ labels }) => labels['role'] === role)?.value ?? 0;
}
