import { ask, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Tenant } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import { callFiles, type FileRequest } from './fileDoor.ts';

// Files come and go through the public door, each in one request. How they come in pieces is a matter of crash.test.ts.

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const as = <D>(query: string, variables: Record<string, unknown> = {}) =>
  ask<D>(stackUrl(), tenant.owner, { query, variables });

const call = (address: string, request: FileRequest = {}, who: Identity = tenant.owner) =>
  callFiles(new URL(address, stackUrl()), who, request);
const refusalOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
};

const search =
  'query ($query: String!) { searchKnowledge(query: $query, mode: KEYWORD) { edges { node { document { id } } } } }';
const foundBy = async (query: string) => {
  const answer = await as<{ searchKnowledge: { edges: { node: { document: { id: string } } }[] } }>(search, { query });
  return answer.searchKnowledge.edges.map(({ node }) => node.document.id);
};
const isFound = (query: string, id: string) => until(async () => (await foundBy(query)).includes(id), { everyMs: 50 });

describe('a file in one request', () => {
  test('becomes a document that is found, and its next version with the same external id', async () => {
    const put = async (body: string) => {
      const response = await call('/documents?title=Plan&externalId=plan', {
        ...{ method: 'POST', headers: { 'content-type': 'text/markdown' }, body },
      });
      expect(response.status).toBe(201);
      return (await response.json()) as { id: string; version: number };
    };
    const { id } = await put('# Plan\n\nThe zeppelin leaves at noon.');
    await isFound('zeppelin', id);
    expect(await put('# Plan\n\nThe submarine leaves at noon.')).toMatchObject({ id, version: 2 });
    await isFound('submarine', id);
    const file = await call(`/documents/${id}/file`);
    expect([file.status, await file.text()]).toEqual([200, '# Plan\n\nThe submarine leaves at noon.']);
    expect(file.headers.get('content-disposition')).toContain('filename="Plan.md"');
    expect(await (await call(`/documents/${id}/file?version=1`)).text()).toContain('zeppelin');
    const stranger = await createTenant('Strange');
    expect(await refusalOf(await call(`/documents/${id}/file`, {}, stranger.owner))).toEqual([404, 'NOT_FOUND']);
  });

  test('may be sent by a key that may write, and by nobody else', async () => {
    const keyOf = async (scope: string) => {
      const { createApiKey } = await as<{ createApiKey: { secret: string } }>(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
        { input: { name: scope, scopes: [scope] } },
      );
      return { token: createApiKey.secret };
    };
    const post = { method: 'POST', body: 'text' };
    const [writer, reader] = [await keyOf('knowledge:write'), await keyOf('knowledge:read')];
    expect((await call('/documents?title=Key', post, writer)).status).toBe(201);
    expect(await refusalOf(await call('/documents?title=Key', post, reader))).toEqual([403, 'FORBIDDEN']);
    expect(await refusalOf(await call('/documents?title=Key', post, {}))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusalOf(await call('/documents?title=Key', post, { token: 'x' }))).toEqual([401, 'UNAUTHENTICATED']);
    const stranger = await createTenant('Other');
    const elsewhere = { token: stranger.owner.token, organization: tenant.id };
    expect(await refusalOf(await call('/documents?title=Key', post, elsewhere))).toEqual([404, 'NOT_FOUND']);
  });

  test('is refused when it is too large, announced or not', async () => {
    const announced = { method: 'POST', body: new Uint8Array(4 * 1024 * 1024 + 1) };
    expect(await refusalOf(await call('/documents?title=T', announced))).toEqual([413, 'BAD_USER_INPUT']);
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const refused = await call('/documents?title=T', { method: 'POST', body: endless }).then(
      refusalOf,
      () => 'cut off',
    );
    // A client that never stops to write may be cut off before it has read the answer.
    expect([String([413, 'BAD_USER_INPUT']), 'cut off']).toContain(String(refused));
    expect(await refusalOf(await call('/documents', { method: 'POST', body: 'x' }))).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('pages of allowed origins may send it, in pieces too', async () => {
    const preflight = await call('/documents/uploads/x', {
      method: 'OPTIONS',
      headers: {
        ...{ origin: 'http://localhost:3000', 'access-control-request-method': 'PATCH' },
        'access-control-request-headers': 'upload-offset,tus-resumable',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('tus-version')).toBe('1.0.0');
    expect(preflight.headers.get('tus-max-size')).toBe(String(4 * 1024 * 1024));
  });
});
