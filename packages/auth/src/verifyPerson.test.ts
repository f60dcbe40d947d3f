import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import { createDevIssuer, type DevIssuer } from './devIssuer.ts';
import { createPersonVerifier, type VerifyPerson } from './verifyPerson.ts';

let dev: DevIssuer;
let verify: VerifyPerson;
const ada = { email: 'ada@example.com', name: 'Ada Lovelace' };

beforeAll(async () => {
  dev = await createDevIssuer();
  verify = createPersonVerifier({ issuer: dev.issuer, audience: dev.audience, keys: dev.jwks });
});

const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'UNAUTHENTICATED', message: expect.stringMatching(message) as string });

test('knows a person by the token of the development issuer', async () => {
  const identity = await verify(await dev.issue(ada));
  expect(identity).toMatchObject({ issuer: 'prism-dev', email: ada.email, emailVerified: true, displayName: ada.name });
  const again = await verify(await dev.issue({ email: 'ADA@example.com', name: 'A.' }));
  expect(again.subject).toBe(identity.subject);
});

test('says what is wrong with a token', async () => {
  await expect(verify(await dev.issue(ada, -5))).rejects.toEqual(refused(/expired/));
  await expect(verify('hello')).rejects.toEqual(refused(/not a token/));
  await expect(verify('a.b.c')).rejects.toEqual(refused(/not a token/));
  await expect(verify('x'.repeat(20_000))).rejects.toEqual(refused(/too long/));
  const elsewhere = await createDevIssuer({ issuer: 'https://evil.example' });
  await expect(verify(await elsewhere.issue(ada))).rejects.toEqual(refused(/not signed by the issuer/));
  const stranger = createPersonVerifier({ issuer: 'prism-dev', audience: 'prism', keys: elsewhere.jwks });
  await expect(stranger(await elsewhere.issue(ada))).rejects.toEqual(refused(/wrong issuer/));
  const other = createPersonVerifier({ issuer: dev.issuer, audience: 'other', keys: dev.jwks });
  await expect(other(await dev.issue(ada))).rejects.toEqual(refused(/audience/));
  await expect(verify(await dev.issue({ email: 'no address', name: 'x' }))).rejects.toEqual(refused(/e-mail/));
});

test('takes neither unsigned nor HMAC-signed tokens, nor one without expiry', async () => {
  const { x } = dev.jwks.keys[0] as { x: string };
  const hmac = await new SignJWT({ email: ada.email })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(dev.issuer)
    .setAudience(dev.audience)
    .setSubject('s')
    .setExpirationTime('1h')
    .sign(Buffer.from(x, 'base64url'));
  await expect(verify(hmac)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await dev.issue(ada)).split('.')[1] ?? ''}.`;
  await expect(verify(none)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a token without a name, or with an unstorable one, still names somebody', async () => {
  expect((await verify(await dev.issue({ email: ada.email, name: ' ' }))).displayName).toBe(ada.email);
  expect(
    (await verify(await dev.issue({ email: ada.email, name: `A\u0000da${'x'.repeat(500)}` }))).displayName,
  ).toMatch(/^Adax{197}$/);
});

describe('with a remote key set', () => {
  let server: Server;
  let url: URL;
  let keys: object;
  let fetches = 0;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      fetches += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(keys));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/jwks`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('fetches the keys once for many tokens; an unverified or absent email_verified is false', async () => {
    keys = dev.jwks;
    const remote = createPersonVerifier({ issuer: dev.issuer, audience: dev.audience, keys: url });
    await Promise.all([remote(await dev.issue(ada)), remote(await dev.issue({ ...ada, name: 'B' }))]);
    await remote(await dev.issue({ ...ada, name: 'C' }));
    expect(fetches).toBe(1);
  });

  test('an issuer that does not answer is UPSTREAM_UNAVAILABLE, not the fault of the caller', async () => {
    const gone = createPersonVerifier({
      issuer: dev.issuer,
      audience: dev.audience,
      keys: new URL('http://127.0.0.1:1/jwks'),
    });
    await expect(gone(await dev.issue(ada))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  test('email_verified must be said', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const { exportJWK } = await import('jose');
    keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] };
    const remote = createPersonVerifier({ issuer: 'https://id.example', audience: 'prism', keys: url });
    const issue = (claims: object) =>
      new SignJWT({ email: ada.email, ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer('https://id.example')
        .setAudience('prism')
        .setSubject('u1')
        .setExpirationTime('1h')
        .sign(privateKey);
    expect((await remote(await issue({}))).emailVerified).toBe(false);
    expect((await remote(await issue({ email_verified: 'false' }))).emailVerified).toBe(false);
    expect((await remote(await issue({ email_verified: 'true' }))).emailVerified).toBe(true);
    await expect(remote(await issue({ email: undefined }))).rejects.toEqual(refused(/claims/));
  });
});

describe('the key file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'prism-dev-issuer-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is private and shared by processes that start at once', async () => {
    const keyFile = path.join(folder, 'data', 'key.json');
    const issuers = await Promise.all(Array.from({ length: 8 }, () => createDevIssuer({ keyFile })));
    expect(new Set(issuers.map(({ jwks }) => JSON.stringify(jwks))).size).toBe(1);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(issuers[0]?.jwks)).not.toContain('"d"');
  });

  test('that holds something else is not overwritten', async () => {
    const keyFile = path.join(folder, 'key.json');
    await writeFile(keyFile, 'precious');
    await expect(createDevIssuer({ keyFile })).rejects.toThrow(/remove it/);
  });
});
