import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@prism/db/newId';
import { createEntityClient, type EntityClient } from './entityClient.ts';
import { createSubgraphClient } from './subgraphClient.ts';

let answer: string;
let asked: number;
let owner: Server;
const client = createSubgraphClient();
let entities: EntityClient;

beforeAll(async () => {
  owner = createServer((_request, response) => {
    asked += 1;
    response.end(answer);
  }).listen(0, '127.0.0.1');
  await once(owner, 'listening');
  const { port } = owner.address() as AddressInfo;
  entities = createEntityClient(client, { Thing: `http://127.0.0.1:${String(port)}/graphql` });
});
beforeEach(() => {
  asked = 0;
});
afterAll(async () => {
  await client.close();
  owner.close();
});

const say = (...found: (object | null)[]) => {
  answer = JSON.stringify({ data: { _entities: found } });
};
const thing = { __typename: 'Thing' };

test('asks once for all, each id once, and nothing for none', async () => {
  say(thing, thing);
  const [one, two] = [newId(), newId()];
  await entities.assertExist('Thing', [one, two, one], 'token');
  await entities.assertExist('Thing', [], 'token');
  expect(asked).toBe(1);
});

test('what the owner refuses to show is not found', async () => {
  answer = '{"data":{"_entities":[null]},"errors":[{"message":"x","extensions":{"code":"FORBIDDEN"}}]}';
  await expect(entities.assertExist('Thing', [newId()], 'token')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what the owner does not show is not found, and what can be no id is not asked for', async () => {
  say(thing, null);
  await expect(entities.assertExist('Thing', [newId(), newId()], 'token')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(entities.assertExist('Thing', [newId(), 'x'], 'token')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(asked).toBe(1);
});

test.each([
  ['no entities', '{"data":{"_entities":[]}}'],
  ['one too many', '{"data":{"_entities":[{},{}]}}'],
  ['no data', '{"data":null,"errors":[{"message":"x"}]}'],
  ['no JSON', 'Bad Gateway'],
  [
    'a failure',
    '{"data":{"_entities":[null]},"errors":[{"message":"x","extensions":{"code":"UPSTREAM_UNAVAILABLE"}}]}',
  ],
])('takes an answer with %s for none', async (_name, text) => {
  answer = text;
  await expect(entities.assertExist('Thing', [newId()], 'token')).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
  });
});
