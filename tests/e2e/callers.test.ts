import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { codesOf, send, type Identity } from '@prism/testkit/apiClient';
import { stackUrl } from '@prism/testkit/people';
import { forgeToken } from '@prism/testkit/tokens';
import { until } from '@prism/testkit/until';
import { SignJWT } from 'jose';
import { readContract } from './operationsFile.ts';
import { createWorld, run, type World } from './world.ts';

// Who is let in: tokens, API keys, and the organization that a request names.

let mine: World;
let theirs: World;
beforeAll(async () => {
  [mine, theirs] = await Promise.all([createWorld(), createWorld()]);
});

const status = '{ knowledgeStatus { documents } }';
const ask = (as: Identity, query = status) => send(stackUrl(), as, { query });

describe('who asks', () => {
  const garbage = ['garbage', 'a.b.c', 'Bearer', `${'x'.repeat(10_000)}.y.z`, '%00', '{}', 'null'];
  test.each(garbage)('UNAUTHENTICATED with a token that is none: %.20s', async (token) => {
    const answer = await ask({ token, organization: mine.tenant.id });
    expect({ status: answer.status, codes: codesOf(answer), data: answer.data ?? null }).toEqual({
      status: 401,
      codes: ['UNAUTHENTICATED'],
      data: null,
    });
  });

  test('UNAUTHENTICATED without a token; who is nobody learns nothing of any operation', async () => {
    for (const { name, query, type } of readContract()) {
      if (type === 'subscription') continue;
      // Also without its variables: whether they are missing is nobody's to know who is nobody.
      const { errors, data } = await ask({ organization: mine.tenant.id }, query);
      expect({ name, codes: codesOf({ errors: errors ?? [] }), data: data ?? null }).toEqual({
        name,
        codes: ['UNAUTHENTICATED'],
        data: null,
      });
    }
    expect(codesOf(await ask({}))).toEqual(['UNAUTHENTICATED']);
  });

  test.each([
    ['expired', { ttlSeconds: -60 }],
    ['from another issuer', { issuer: 'https://issuer.example' }],
    ['for another audience', { audience: 'another' }],
    ['signed by somebody else', { genuineKey: false }],
  ])('UNAUTHENTICATED with a token that is %s', async (_what, forgery) => {
    const token = await forgeToken({ email: mine.owner.email, ...forgery });
    const answer = await ask({ token, organization: mine.tenant.id });
    expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  test('the forger can make tokens that pass, so the ones above fail for their one fault', async () => {
    const token = await forgeToken({ email: mine.owner.email });
    expect((await ask({ token, organization: mine.tenant.id })).data).toHaveProperty('knowledgeStatus');
  });

  test('UNAUTHENTICATED with an algorithm that anybody could sign with', async () => {
    const [, claims = ''] = mine.owner.token.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    const symmetric = await new SignJWT(JSON.parse(Buffer.from(claims, 'base64url').toString()))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('x'.repeat(32)));
    for (const token of [none, symmetric]) {
      expect(codesOf(await ask({ token, organization: mine.tenant.id }))).toEqual(['UNAUTHENTICATED']);
    }
  });
});

describe('API keys', () => {
  const tasks = '{ tasks { totalCount } }';

  test('UNAUTHENTICATED with one that is misspelt, cut off or made up', async () => {
    const secret = mine.apiKeySecret;
    const swapped = secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const token of [swapped, secret.slice(0, -1), `${secret}0`, secret.toUpperCase(), 'prism_', 'prism_dev_x']) {
      expect(codesOf(await ask({ token }, tasks))).toEqual(['UNAUTHENTICATED']);
    }
    expect((await ask({ token: secret }, tasks)).data).toEqual({ tasks: { totalCount: 1 } });
  });

  test('UNAUTHENTICATED once it is revoked, and once it has expired', async () => {
    // Long enough for a busy machine to make it before.
    const expiresAt = new Date(Date.now() + 4_000).toISOString();
    const create = (input: object) =>
      run<{ createApiKey: { secret: string; apiKey: { id: string } } }>('CreateApiKey', mine.owner, {
        input: { name: 'k', scopes: ['tasks:read'], ...input },
      });
    const [{ createApiKey: revoked }, { createApiKey: expiring }] = await Promise.all([
      create({}),
      create({ expiresAt }),
    ]);
    expect(codesOf(await ask({ token: revoked.secret }, tasks))).toEqual([]);
    await run('RevokeApiKey', mine.owner, { id: revoked.apiKey.id });
    await sleep(Math.max(0, Date.parse(expiresAt) - Date.now()) + 100);
    expect(codesOf(await ask({ token: revoked.secret }, tasks))).toEqual(['UNAUTHENTICATED']);
    const refusal = async () => {
      const answer = await ask({ token: expiring.secret }, tasks);
      return !answer.data && answer;
    };
    expect(codesOf(await until(refusal, { limitMs: 11_000, everyMs: 100 }))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the organization of a request', () => {
  test('NOT_FOUND for one that the caller does not belong to, by id and by slug, and for one that does not exist', async () => {
    const named = [theirs.tenant.id, theirs.tenant.slug, randomUUID(), 'no-such-organization', '%', "'", 'ü'];
    for (const organization of named) {
      const header = Buffer.from(organization).toString('latin1');
      const answer = await ask({ token: mine.owner.token, organization: header });
      expect({ organization, codes: codesOf(answer), data: answer.data ?? null }).toEqual({
        organization,
        codes: ['NOT_FOUND'],
        data: null,
      });
    }
  });

  test('BAD_USER_INPUT for what cannot be a name', async () => {
    expect(codesOf(await ask({ token: mine.owner.token, organization: 'x'.repeat(5_000) }))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  test('a key stays in its own, whatever the header says', async () => {
    const answer = await ask(
      { token: mine.apiKeySecret, organization: theirs.tenant.id },
      '{ tasks { edges { node { title } } } }',
    );
    expect(JSON.stringify(answer)).not.toContain(theirs.marker);
    expect([[], ['NOT_FOUND']]).toContainEqual(codesOf(answer));
  });

  test('without one, what belongs to an organization is FORBIDDEN or NOT_FOUND, and nothing is shown', async () => {
    for (const query of [
      status,
      '{ tasks { totalCount } }',
      '{ notifications { unreadCount } }',
      '{ members { totalCount } }',
    ]) {
      const answer = await ask({ token: mine.owner.token }, query);
      expect(answer.data ?? null).toBeNull();
      expect([['FORBIDDEN'], ['NOT_FOUND'], ['BAD_USER_INPUT']]).toContainEqual(codesOf(answer));
    }
  });
});
