import { createServer } from 'node:http';
import { ask, openSocket } from '@prism/testkit/apiClient';
import { listen, type Listening } from '@prism/testkit/listen';
import { createTenant } from '@prism/testkit/people';
import type { Stack } from '@prism/testkit/stack';
import { until } from '@prism/testkit/until';
import type { Suite } from './suite.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const spans: Span[] = [];
let receiver: Listening;
let stack: Stack;

/** A collector: takes OTLP over HTTP as JSON. */
function startReceiver(): Promise<Listening> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(body) as Export;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  return listen(server);
}

async function open() {
  receiver = await startReceiver();
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
}

export const tracing: Suite = { open, close: () => receiver.close(), register };

const named = (name: string | RegExp, traceId?: string) =>
  spans.find((span) => span.name.search(name) === 0 && (traceId === undefined || span.traceId === traceId));

/** From a span up to its root. */
function ancestors(span: Span): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(parent ? ancestors(parent) : [])];
}

/** Resolves when all of these are above a span: what is above another ends, and comes, after it. */
const untilUnder = (span: Span, names: readonly string[]) =>
  until(() => names.every((name) => ancestors(span).includes(name)));

const createTask = 'mutation NewTask($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }';

function register(getStack: () => Stack): void {
  beforeAll(() => {
    stack = getStack();
  });

  test('one trace runs from the client through gateway and subgraph into the job that the change caused', async () => {
    const tenant = await createTenant('Traced', stack.url);
    const member = await tenant.invite('Grace', 'MEMBER');
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const response = await fetch(stack.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tenant.owner.token}`,
        'x-organization-id': tenant.id,
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
      body: JSON.stringify({ query: createTask, variables: { input: { title: 'Trace me', assigneeId: member.id } } }),
    });
    expect(await response.json()).not.toHaveProperty('errors');

    const root = await until(() => named('gateway mutation NewTask', traceId));
    expect(root.parentSpanId).toBe('b7ad6b7169203331');
    expect(root.attributes).toEqual(
      expect.arrayContaining([
        { key: 'graphql.operation.type', value: { stringValue: 'mutation' } },
        { key: 'graphql.operation.name', value: { stringValue: 'NewTask' } },
      ]),
    );
    const atTasks = await until(() => named('tasks POST /graphql', traceId));
    await untilUnder(atTasks, ['gateway.fetch', 'gateway mutation NewTask']);
    const job = await until(() => named(/^job .*otif/, traceId));
    await untilUnder(job, ['tasks POST /graphql', 'gateway mutation NewTask']);
    // Whether the assignee exists was asked on the way.
    await untilUnder(await until(() => named('organizations POST /graphql', traceId)), ['tasks POST /graphql']);
  });

  test('an operation without a trace starts one; every event of a subscription is one', async () => {
    const tenant = await createTenant('Live', stack.url);
    const member = await tenant.invite('Lin', 'MEMBER');
    const as = { token: member.token, organization: tenant.id };
    const inbox = await ask<{ notifications: { cursor: string } }>(stack.url, as, {
      query: '{ notifications(first: 1) { cursor } }',
    });
    const socket = openSocket(stack.url, as);
    // Nobody is told when a stream has begun. With a cursor it makes no difference.
    const events = socket.iterate({
      query: 'subscription Bell($after: String) { notificationReceived(after: $after) { cursor } }',
      variables: { after: inbox.notifications.cursor },
    });
    const first = events.next();
    await ask(stack.url, tenant.owner, {
      query: createTask,
      variables: { input: { title: 'Ring', assigneeId: member.id } },
    });
    expect((await first).value).toHaveProperty('data.notificationReceived.cursor');
    const event = await until(() => named('gateway event Bell'));
    expect(event.parentSpanId ?? '').toBe('');
    await until(() => named('gateway.execute', event.traceId) ?? named('gateway.fetch', event.traceId));
    const own = await until(() =>
      spans.find(({ name, traceId }) => name === 'gateway mutation NewTask' && !traceId.startsWith('0af7')),
    );
    expect(own.parentSpanId ?? '').toBe('');
    await socket.dispose();
  });
}
