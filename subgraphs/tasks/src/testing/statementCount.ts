import { registry } from '@prism/telemetry/metrics';

/** How many SQL statements the subgraph's role has run in this process. */
export async function statementCount(): Promise<number> {
  const metric = await registry.getSingleMetric('prism_sql_statements_total')?.get();
  return metric?.values.find(({ labels }) => labels['role'] === 'prism_tasks')?.value ?? 0;
}

/** How many statements `work` runs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const before = await statementCount();
  await work();
  return (await statementCount()) - before;
}
