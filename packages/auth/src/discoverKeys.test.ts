import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDevIssuer, type DevIssuer } from './devIssuer.ts';
import { createPersonVerifier, type VerifyPerson } from './verifyPerson.ts';

const configurationPath = '/realm/.well-known/openid-configuration';
const ada = { email: 'ada@example.com', name: 'Ada' };

/** An identity provider; tests change what it says. */
let server: Server;
let issuer: string;
let signer: DevIssuer;
let verify: VerifyPerson;
let answers: Record<string, unknown>;
let isDown: boolean;
let asked: string[];

async function newSigner(): Promise<DevIssuer> {
  return createDevIssuer({ issuer });
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path];
    if (isDown) response.writeHead(503).end('starting');
    else if (answer === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/realm`;
});
beforeEach(async () => {
  signer = await newSigner();
  answers = { [configurationPath]: { issuer, jwks_uri: `${issuer}/certs` }, '/realm/certs': signer.jwks };
  isDown = false;
  asked = [];
  verify = createPersonVerifier({ issuer, audience: 'prism', keys: 'discovered' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const away = expect.objectContaining({
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'The identity provider does not answer. Try again.',
}) as unknown;

test('asks once, at the first token, for all that come together and after', async () => {
  expect(asked).toEqual([]);
  const tokens = await Promise.all(Array.from({ length: 5 }, (_, n) => signer.issue({ ...ada, name: `Ada ${n}` })));
  const people = await Promise.all(tokens.map(verify));
  expect(people.every(({ email }) => email === ada.email)).toBe(true);
  await verify(await signer.issue({ ...ada, name: 'Later' }));
  expect(asked).toEqual([configurationPath, '/realm/certs']);
});

test('an issuer with a slash at its end', async () => {
  const slashed = `${issuer}/`;
  answers[configurationPath] = { issuer: slashed, jwks_uri: `${issuer}/certs` };
  const keyed = await createDevIssuer({ issuer: slashed });
  answers['/realm/certs'] = keyed.jwks;
  const known = createPersonVerifier({ issuer: slashed, audience: 'prism', keys: 'discovered' });
  expect(await known(await keyed.issue(ada))).toMatchObject({ issuer: slashed, email: ada.email });
});

test('takes a new key as soon as the issuer signs with it, and refuses the one that it withdrew', async () => {
  const old = await signer.issue({ ...ada, name: 'Old' });
  await verify(await signer.issue(ada));
  const next = await newSigner();
  answers['/realm/certs'] = next.jwks;
  const realNow = Date.now;
  // Half a minute must have passed: unknown keys make it ask no more often than that.
  Date.now = () => realNow() + 31_000;
  try {
    expect(await verify(await next.issue(ada))).toMatchObject({ email: ada.email });
    await expect(verify(old)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  } finally {
    Date.now = realNow;
  }
  expect(asked.filter((path) => path === configurationPath)).toHaveLength(1);
});

test('a foreign key does not make it ask again and again', async () => {
  await verify(await signer.issue(ada));
  const stranger = await newSigner();
  for (let n = 0; n < 5; n += 1) {
    await expect(verify(await stranger.issue(ada))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
  expect(asked).toHaveLength(2);
});

test('while it is away that is what is said, and nothing is remembered', async () => {
  const token = await signer.issue(ada);
  isDown = true;
  await expect(verify(token)).rejects.toEqual(away);
  await expect(verify(token)).rejects.toEqual(away);
  isDown = false;
  expect(await verify(token)).toMatchObject({ email: ada.email });
  const nobody = createPersonVerifier({ issuer: 'http://127.0.0.1:1', audience: 'prism', keys: 'discovered' });
  await expect(nobody(token)).rejects.toEqual(away);
});

test('follows keys that have moved', async () => {
  delete answers['/realm/certs'];
  const token = await signer.issue(ada);
  await expect(verify(token)).rejects.toEqual(away);
  answers[configurationPath] = { issuer, jwks_uri: `${issuer}/keys` };
  answers['/realm/keys'] = signer.jwks;
  expect(await verify(token)).toMatchObject({ email: ada.email });
});

test.each([
  ['of somebody else', () => ({ issuer: 'https://evil.example', jwks_uri: `${issuer}/certs` })],
  ['without keys', () => ({ issuer })],
  ['with keys in a file', () => ({ issuer, jwks_uri: 'file:///etc/passwd' })],
  ['that is none', () => 'hello'],
])('does not believe a configuration %s', async (_what, configuration) => {
  answers[configurationPath] = configuration();
  await expect(verify(await signer.issue(ada))).rejects.toEqual(away);
});
