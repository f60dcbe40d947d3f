import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import type { RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { send, type Answer } from '@prism/testkit/apiClient';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { createAnalyticsSubgraph } from './server.ts';
import { startAnalyticsKit } from './testing/analyticsKit.ts';

const { pool, topics, log, close } = startAnalyticsKit();
let subgraph: RunningSubgraph;
beforeAll(async () => {
  subgraph = await createAnalyticsSubgraph({ pool, topics, internalTokenSecret: testTokenSecret, port: 0, log });
});
afterAll(async () => {
  await subgraph.close();
  await close();
});

async function sendAs<D>(session: Session, query: string, variables: Record<string, unknown> = {}): Promise<Answer<D>> {
  const token = await signInternalToken(testTokenSecret, session);
  return send<D>(subgraph.url, { token }, { query, variables });
}

const trackEvents = `mutation ($input: TrackEventsInput!) { trackEvents(input: $input) { accepted rejected { index message } } }`;
type MetricList = { metrics: { edges: unknown[]; pageInfo: { endCursor: string } } };

const metricSeries = `query ($metric: String!, $from: DateTime!, $to: DateTime!, $interval: MetricInterval!) {
  metricSeries(metric: $metric, from: $from, to: $to, interval: $interval) { metric interval points { at count sum } } }`;

test('events go in and come out as a series and a list of metrics', async () => {
  const session = sessionOf();
  const events = [
    { name: 'sold', at: '2026-01-01T10:00:00Z', value: 1.5, properties: { to: 'Ada' }, idempotencyKey: '1' },
    { name: 'sold', at: '2026-01-01T12:30:00+02:00', value: 2 },
    { name: 'no good' },
  ];
  const tracked = await sendAs(session, trackEvents, { input: { events } });
  expect(tracked).toEqual({
    status: 200,
    data: { trackEvents: { accepted: 2, rejected: [{ index: 2, message: expect.stringMatching(/^name: /) }] } },
  });
  const range = { metric: 'sold', from: '2026-01-01T09:00:00Z', to: '2026-01-01T11:00:00Z', interval: 'HOUR' };
  expect(await sendAs(session, metricSeries, range)).toEqual({
    status: 200,
    data: {
      metricSeries: {
        metric: 'sold',
        interval: 'HOUR',
        points: [
          { at: '2026-01-01T09:00:00.000Z', count: 0, sum: 0 },
          { at: '2026-01-01T10:00:00.000Z', count: 2, sum: 3.5 },
        ],
      },
    },
  });
  const list = '{ metrics { edges { cursor node { name count sum } } pageInfo { hasNextPage endCursor } } }';
  const { data } = await sendAs<MetricList>(session, list);
  expect(data?.metrics.edges).toEqual([
    { cursor: data?.metrics.pageInfo.endCursor, node: { name: 'sold', count: 2, sum: 3.5 } },
  ]);
});

test.each([
  ['a range the wrong way round', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
  ['too many points', { from: '1990-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
  ['no such instant', { from: 'yesterday', to: '2026-01-01T00:00:00Z' }],
  ['wrong types', { from: 5, to: {} }],
])('answers %s with BAD_USER_INPUT', async (_name, range) => {
  const { errors } = await sendAs(sessionOf(), metricSeries, { metric: 'sold', interval: 'DAY', ...range });
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

test('asks for the scope', async () => {
  const { errors } = await sendAs(sessionOf({ role: 'VIEWER' }), trackEvents, { input: { events: [] } });
  expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
});
