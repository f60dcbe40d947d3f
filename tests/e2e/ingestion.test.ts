import { ask, openSocket, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Person, type Tenant } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';

// What becomes of documents, told live over every transport; their versions; and those that say the same.

let tenant: Tenant;
let owner: Person & Identity;
beforeAll(async () => {
  tenant = await createTenant();
  owner = tenant.owner;
});

interface Progress {
  readonly documentsTotal: number;
  readonly documentsDone: number;
  readonly documentsPending: number;
  readonly chunksTotal: number;
  readonly chunksDone: number;
}

const subscription =
  'subscription { ingestionProgress { documentsTotal documentsDone documentsPending chunksTotal chunksDone } }';

type Events = AsyncGenerator<{ readonly data?: { readonly ingestionProgress: Progress } | null }>;

async function* overSocket(who: Identity): Events {
  const socket = openSocket(stackUrl(), who);
  try {
    for await (const event of socket.iterate<{ ingestionProgress: Progress }>({ query: subscription })) {
      yield { data: event.data ?? null };
    }
  } finally {
    socket.terminate();
  }
}

/** Server-sent events and multipart alike: a line that holds an event. */
const overHttp = (accept: string, eventIn: RegExp) =>
  async function* (who: Identity): Events {
    const response = await fetch(stackUrl(), {
      method: 'POST',
      headers: {
        ...{ accept, 'content-type': 'application/json', authorization: `Bearer ${String(who.token)}` },
        'x-organization-id': String(who.organization),
      },
      body: JSON.stringify({ query: subscription }),
    });
    if (!response.body) throw new Error('The stream has no body.');
    let rest = '';
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + piece).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = eventIn.exec(line)?.[1];
        if (event !== undefined) yield JSON.parse(event) as { data: { ingestionProgress: Progress } };
      }
    }
  };

const transports: Readonly<Record<string, (who: Identity) => Events>> = {
  'graphql-ws': overSocket,
  'server-sent events': overHttp('text/event-stream', /^data: (.+)$/),
  multipart: overHttp('multipart/mixed;subscriptionSpec=1.0', /^\{"payload":(.+)\}$/),
};

async function add(...documents: object[]): Promise<string[]> {
  const { addDocuments } = await ask<{ addDocuments: { documents: { id: string }[] } }>(stackUrl(), owner, {
    query: 'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }',
    variables: { input: { documents } },
  });
  return addDocuments.documents.map(({ id }) => id);
}

const untilReady = (ids: readonly string[]) =>
  until(
    async () => {
      const query = '{ documents(first: 100) { edges { node { id status version readyVersion } } } }';
      type Node = { id: string; status: string; version: number; readyVersion: number | null };
      const { documents } = await ask<{ documents: { edges: { node: Node }[] } }>(stackUrl(), owner, { query });
      return ids.every((id) => documents.edges.some(({ node }) => node.id === id && node.status === 'READY'));
    },
    { everyMs: 50 },
  );

test.each(Object.entries(transports))('ingestionProgress over %s', async (_name, open) => {
  const own = await createTenant();
  const events = open(own.owner);
  const next = async (): Promise<Progress> => {
    const { value } = (await events.next()) as { value?: { data?: { ingestionProgress: Progress } | null } };
    if (!value?.data) throw new Error(`The stream answered ${JSON.stringify(value)}`);
    return value.data.ingestionProgress;
  };
  expect(await next()).toMatchObject({ documentsTotal: 0, chunksTotal: 0 });
  const documents = Array.from({ length: 20 }, (_, index) => ({ title: `Page ${index}`, content: `Number ${index}.` }));
  await ask(stackUrl(), own.owner, {
    query: 'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }',
    variables: { input: { documents } },
  });
  let state = await next();
  while (state.documentsDone < 20) {
    expect(state.documentsDone + state.documentsPending).toBe(state.documentsTotal);
    state = await next();
  }
  expect(state).toEqual({
    documentsTotal: 20,
    documentsDone: 20,
    documentsPending: 0,
    chunksTotal: 20,
    chunksDone: 20,
  });
  await events.return(undefined);
});

/** Sentences that differ from document to document. */
const rules = Array.from({ length: 12 }, (_, index) => `Rule ${index} says that valve ${index * 7} is closed by hand.`);

test('near-duplicates are told by their wording, as it is now', async () => {
  const changed = [...rules.slice(0, 11), 'The last rule reads differently since spring.'];
  const [first, second] = await add(
    { externalId: 'rules', title: 'Rules', content: rules.join(' ') },
    { externalId: 'copy', title: 'Copy of the rules', content: changed.join('\n\n') },
    { externalId: 'other', title: 'Something else', content: 'Trains are preferred to planes.' },
  );
  if (!first || !second) throw new Error('Documents were added.');
  await untilReady([first, second]);
  const duplicates = async () => {
    const query = 'query ($id: ID!) { document(id: $id) { nearDuplicates { score document { externalId } } } }';
    type Found = { document: { nearDuplicates: { score: number; document: { externalId: string } }[] } };
    return (await ask<Found>(stackUrl(), owner, { query, variables: { id: first } })).document.nearDuplicates;
  };
  const [copy, ...others] = await duplicates();
  expect(copy).toMatchObject({ document: { externalId: 'copy' } });
  expect(copy?.score).toBeGreaterThanOrEqual(0.8);
  expect(copy?.score).toBeLessThan(1);
  expect(others).toEqual([]);

  await add({ externalId: 'copy', title: 'Copy of the rules', content: 'Nothing of it is left.' });
  await untilReady([second]);
  expect(await duplicates()).toEqual([]);
  const { document } = await ask<{ document: { versions: { edges: unknown[] } } }>(stackUrl(), owner, {
    query: 'query ($id: ID!) { document(id: $id) { versions { edges { node { version status searched text } } } } }',
    variables: { id: second },
  });
  expect(document.versions.edges).toEqual([
    { node: { version: 2, status: 'READY', searched: true, text: 'Nothing of it is left.' } },
    { node: { version: 1, status: 'READY', searched: false, text: changed.join('\n\n') } },
  ]);
});
