import { randomUUID } from 'node:crypto';
import { ask, type Identity } from './apiClient.ts';

/** The address of the Prism under test. */
export function stackUrl(): string {
  const url = process.env['PRISM_TEST_URL'];
  if (!url) throw new Error('PRISM_TEST_URL is not set: run black-box suites through jest.');
  return url;
}

/** Where the Prism under test keeps its data. */
export function stackDataFolder(): string {
  const folder = process.env['PRISM_TEST_DATA'];
  if (!folder) throw new Error('PRISM_TEST_DATA is not set: run black-box suites through jest.');
  return folder;
}

/** Somebody with a token: a new person unless an address is given. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

/** Signs somebody in through the development issuer of the Prism under test, or of the one at `url`. */
export async function signIn(
  name: string,
  email = `${name.toLowerCase()}-${randomUUID()}@example.com`,
  url = stackUrl(),
): Promise<Person> {
  const response = await fetch(new URL('/dev/token', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, name }),
  });
  const { token } = (await response.json()) as { token: string };
  const { viewer } = await ask<{ viewer: { id: string } }>(url, { token }, { query: '{ viewer { id } }' });
  return { id: viewer.id, email, token };
}

/** An organization of its own with its owner's identity, and a way to bring more people in. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly owner: Person & Identity;
  invite(name: string, role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER'): Promise<Person & Identity>;
}

/** Creates an organization for a new person. */
export async function createTenant(name = 'Acme', url = stackUrl()): Promise<Tenant> {
  const person = await signIn('Owner', undefined, url);
  const { createOrganization } = await ask<{ createOrganization: { organization: { id: string; slug: string } } }>(
    url,
    { token: person.token },
    {
      query:
        'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id slug } } }',
      variables: { input: { name, slug: `t-${randomUUID()}` } },
    },
  );
  const { id, slug } = createOrganization.organization;
  const owner = { ...person, organization: id };
  return {
    id,
    slug,
    owner,
    async invite(invited, role) {
      const guest = await signIn(invited, undefined, url);
      await ask(url, owner, {
        query: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { role } } }',
        variables: { input: { email: guest.email, role } },
      });
      return { ...guest, organization: id };
    },
  };
}
