import { randomUUID } from 'node:crypto';
import { send, type Caller } from '@prism/client/demo/graph';
import { CreateOrganizationDocument, InviteMemberDocument, ViewerDocument } from '@prism/client/generated/operations';
import type { OidcIssuer } from '@prism/testkit/oidcIssuer';

/** A person with an id, a token and an organization. */
export interface Person extends Caller {
  readonly id: string;
  readonly organization: string;
}

/** An organization of its own with its owner and that many further members. */
export interface Team {
  readonly organizationId: string;
  readonly owner: Person;
  readonly members: readonly Person[];
}

/** How many people arrive side by side. */
const atOnce = 16;

/** Creates an organization and fills it with people who have signed in. */
export async function createTeam(
  { url, signIn }: { url: string; signIn: OidcIssuer['signIn'] },
  size: number,
): Promise<Team> {
  const arrive = async (name: string) => {
    const email = `${name.toLowerCase().replaceAll(' ', '-')}-${randomUUID()}@example.com`;
    const token = await signIn({ email, name });
    const { viewer } = await send({ url, token }, ViewerDocument, {});
    return { url, token, email, id: viewer?.id ?? '' };
  };
  const founder = await arrive('Ada Lovelace');
  const input = { name: 'Bench', slug: `bench-${randomUUID()}` };
  const { createOrganization } = await send(founder, CreateOrganizationDocument, { input });
  const organization = createOrganization.organization.id;
  const owner = { ...founder, organization };
  const join = async (number: number): Promise<Person> => {
    const guest = await arrive(`Member ${number}`);
    await send(owner, InviteMemberDocument, { input: { email: guest.email, role: 'MEMBER' } });
    return { ...guest, organization };
  };
  const members: Person[] = [];
  for (let first = 1; first <= size; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, size - first + 1) }, (_, index) => first + index);
    members.push(...(await Promise.all(numbers.map(join))));
  }
  return { organizationId: organization, owner, members };
}
