import { execFile } from 'node:child_process';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { headersOf, send, type Caller } from '@prism/client/demo/graph';
import { TasksDocument } from '@prism/client/generated/operations';
import { freePort } from '@prism/testkit/freePort';
import { testTokenSecret } from '@prism/testkit/sessions';
import { print } from 'graphql';
import { median, spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam, type Team } from '../people.ts';
import { root, startProcess, type Running } from '../processes.ts';
import { startOnServices, urlOf, type ServicesStack } from '../stacks.ts';
import type { Load, LoadResult } from './loadGenerator.ts';
import type { StockSettings } from './stockGateway.ts';
import { fillTasks } from './tasksPage.ts';

const runFile = promisify(execFile);
const connections = 32;
const manyCallers = 32;
const variables = { first: 50 };

interface Contender {
  readonly name: string;
  readonly process: Running;
  readonly subgraphs: readonly Running[];
  readonly callers: readonly Caller[];
}

interface Round extends LoadResult {
  /** Processor time of the gateway's process for 1,000 requests, in seconds. */
  readonly cpuPerThousand: number;
  /** The same of the subgraphs' processes together, without the database. */
  readonly subgraphCpuPerThousand: number;
}

/** Requests per second of `Tasks` through Prism's gateway and through stock Apollo, before the same subgraphs, in turns. */
export async function benchGateway({ seconds, rounds, warmUpSeconds }: BenchOptions): Promise<string> {
  const stack = await startOnServices();
  const team = await createTeam(stack, manyCallers - 1);
  await fillTasks(team);
  // Nothing else is to run meanwhile.
  await stack.processes['workers']?.stop();
  const contenders = await startContenders(stack, team);
  await assertSameAnswers(contenders);

  for (const contender of contenders) await measure(contender, warmUpSeconds);
  const results = new Map<Contender, Round[]>(contenders.map((contender) => [contender, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of contenders) {
      const result = await measure(contender, seconds);
      results.get(contender)?.push(result);
      console.error(
        `gateway ${round}/${rounds} ${contender.name}: ${result.perSecond.toFixed(0)}/s, ${result.cpuPerThousand.toFixed(2)} s`,
      );
    }
  }
  for (const { process } of contenders) await process.stop();
  await stack.stop();
  return report(results);
}

async function startContenders(stack: ServicesStack, { owner, members, organizationId }: Team): Promise<Contender[]> {
  const stock = await startStock({
    supergraphPath: path.join(root, 'schema/supergraph.graphql'),
    subgraphUrls: stack.subgraphUrls,
    session: { userId: owner.id, organizationId, role: 'OWNER' },
  });
  const gateway = stack.processes['gateway'] ?? (await stack.startGateway('gateway'));
  const apart = await stack.startGateway('gateway without sharing', { COALESCE: 'off' });
  const subgraphs = Object.keys(stack.subgraphUrls).flatMap((name) => stack.processes[name] ?? []);
  return [
    { name: 'stock Apollo', process: stock, subgraphs, callers: [owner] },
    { name: 'Prism, one caller', process: gateway, subgraphs, callers: [owner] },
    { name: 'Prism, one caller, `COALESCE=off`', process: apart, subgraphs, callers: [owner] },
    { name: `Prism, ${manyCallers} callers`, process: gateway, subgraphs, callers: [owner, ...members] },
  ];
}

async function startStock(settings: StockSettings): Promise<Running> {
  return startProcess({
    name: 'stock Apollo',
    file: 'tests/load/gateway/stockGateway.ts',
    env: {
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: '1',
      INTERNAL_TOKEN_SECRET: testTokenSecret,
      STOCK_SETTINGS: JSON.stringify(settings),
    },
    port: await freePort(),
    readyPath: '/graphql?query=%7B__typename%7D',
  });
}

/** A gateway that is fast because it leaves something out would win otherwise. */
async function assertSameAnswers(contenders: readonly Contender[]): Promise<void> {
  const answers = await Promise.all(
    contenders.flatMap(({ name, process, callers }) =>
      callers.map(async (caller) => {
        const { tasks } = await send({ ...caller, url: urlOf(process.port) }, TasksDocument, variables);
        return { name, tasks };
      }),
    ),
  );
  for (const { name, tasks } of answers) {
    if (tasks.edges.length !== variables.first) throw new Error(`${name} answered ${tasks.edges.length} tasks.`);
    if (!isDeepStrictEqual(tasks, answers[0]?.tasks)) throw new Error(`${name} answered something else than stock.`);
  }
}

async function measure({ name, process: gateway, subgraphs, callers }: Contender, seconds: number): Promise<Round> {
  const load: Load = {
    url: urlOf(gateway.port),
    body: JSON.stringify({ query: print(TasksDocument), variables, operationName: 'Tasks' }),
    callers: callers.map(headersOf),
    connections,
    seconds,
  };
  const generator = path.join(import.meta.dirname, 'loadGenerator.ts');
  const cpu = () => [gateway.cpuSeconds(), subgraphs.reduce((sum, process) => sum + process.cpuSeconds(), 0)] as const;
  const [gatewayBefore, subgraphsBefore] = cpu();
  const { stdout } = await runFile(process.execPath, [generator, JSON.stringify(load)], {
    timeout: (seconds + 60) * 1000,
  });
  const [gatewayAfter, subgraphsAfter] = cpu();
  const result = JSON.parse(stdout) as LoadResult;
  if (result.failed > 0)
    throw new Error(`${name} failed ${result.failed} of ${result.requests + result.failed} requests.`);
  const thousands = result.requests / 1000;
  return {
    ...result,
    cpuPerThousand: (gatewayAfter - gatewayBefore) / thousands,
    subgraphCpuPerThousand: (subgraphsAfter - subgraphsBefore) / thousands,
  };
}

function report(results: ReadonlyMap<Contender, readonly Round[]>): string {
  const column = (rounds: readonly Round[], key: keyof Round) => rounds.map((round) => round[key]);
  const [stock = []] = results.values();
  const timesStock = (rounds: readonly Round[], key: keyof Round) =>
    median(column(rounds, key)) / median(column(stock, key));
  const rows = [...results].map(([{ name }, rounds]) => [
    name,
    spread(column(rounds, 'perSecond')),
    timesStock(rounds, 'perSecond').toFixed(2),
    spread(column(rounds, 'p50')),
    spread(column(rounds, 'p95')),
    spread(column(rounds, 'cpuPerThousand'), 2),
    (1 / timesStock(rounds, 'cpuPerThousand')).toFixed(2),
    spread(column(rounds, 'subgraphCpuPerThousand'), 2),
  ]);
  const head = [
    '`Tasks`, 50 rows',
    'requests/s',
    'times stock',
    'p50 ms',
    'p95 ms',
    "gateway's CPU s per 1,000",
    'stock ÷ this',
    "subgraphs' CPU s per 1,000",
  ];
  return `## Gateway\n\n${table(head, rows)}`;
}
