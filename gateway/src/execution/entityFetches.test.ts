import { createLogger } from '@prism/telemetry/logger';
import { batchEntities } from './batchEntities.ts';
import { createSubgraphDataSource } from './subgraphDataSource.ts';
import type { AskSubgraph } from './askSubgraph.ts';
import type { RequestContext } from './requestContext.ts';
import type { SubgraphAnswer } from './dedupeRepresentations.ts';

const context: RequestContext = {
  requestId: 'request-1',
  log: createLogger('test'),
  session: null,
  expiresAt: Infinity,
  identityKey: '',
  upstreamHeaders: () => Promise.resolve({}),
};

/** A subgraph that answers the same whatever it is asked. */
function subgraphOf(answer: unknown): AskSubgraph {
  const send = () => Promise.resolve({ status: 200, text: JSON.stringify(answer) });
  const none = () => Promise.reject(new Error('no streams'));
  const transport = { send, stream: none, get: none, forward: none, close: () => Promise.resolve() };
  return batchEntities(createSubgraphDataSource({ name: 'people', url: 'http://people/graphql', transport }));
}

/** Two fetches of a plan that run side by side; the first wants `a` twice. */
function askTwice(ask: AskSubgraph): Promise<SubgraphAnswer[]> {
  const fetch = (name: string, ids: readonly string[]) =>
    ask(
      {
        query: `query ${name}($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { name } } }`,
        variables: { representations: ids.map((id) => ({ __typename: 'Person', id })) },
        operationName: name,
      },
      context,
    );
  return Promise.all([fetch('One', ['a', 'a']), fetch('Two', ['b'])]);
}

describe('entities that are fetched together', () => {
  it('go to whoever asked', async () => {
    const error = { message: 'no b', path: ['_entities', 1, 'name'] };
    const answers = await askTwice(subgraphOf({ data: { _entities: [{ name: 'A' }, null] }, errors: [error] }));
    expect(answers).toEqual([
      { data: { _entities: [{ name: 'A' }, { name: 'A' }] } },
      { data: { _entities: [null] }, errors: [{ message: 'no b', path: ['_entities', 0, 'name'] }] },
    ]);
  });

  it.each([1, 3, 4])("are nobody's when the subgraph answers %i of 2", async (count) => {
    const entities = Array.from({ length: count }, (_, index) => ({ name: String(index) }));
    const answers = await askTwice(subgraphOf({ data: { _entities: entities } }));
    // Apollo's executor refuses every count but the one that it asked for.
    expect(answers.map(({ data }) => data)).toEqual([{ _entities: [] }, { _entities: [] }]);
  });

  it.each([{ _entities: null }, {}, null])('leave it to the executor to complain of %j', async (data) => {
    expect(await askTwice(subgraphOf({ data }))).toEqual([{ data }, { data }]);
  });
});
