import { randomUUID } from 'node:crypto';
import { ask, type Identity } from '@prism/testkit/apiClient';
import { inTurns } from '@prism/testkit/inTurns';
import type { World } from './world.ts';

/** Somebody with an id, a token and an organization. */
export interface Member extends Identity {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly organization: string;
}

/** An organization with who sends and those who listen. */
export interface Organization {
  readonly owner: Member;
  readonly members: readonly Member[];
}

const lanes = 8;

/** Creates organizations that share `people` members evenly, before anything is harmed. */
export async function createOrganizations(world: World, count: number, people: number): Promise<Organization[]> {
  const owners = await Promise.all(Array.from({ length: count }, (_, index) => createOrganization(world, index)));
  const members = new Map<Member, Member[]>(owners.map((owner) => [owner, []]));
  const numbers = Array.from({ length: people }, (_, number) => number);
  await inTurns(numbers, lanes, async (number) => {
    const owner = owners[number % count];
    if (owner) members.get(owner)?.push(await invite(world, owner, number));
  });
  return owners.map((owner) => ({ owner, members: members.get(owner) ?? [] }));
}

async function arrive(world: World, name: string): Promise<{ id: string; token: string; email: string }> {
  const email = `${name.toLowerCase()}-${randomUUID()}@example.com`;
  const token = await world.signIn({ email, name });
  const { viewer } = await ask<{ viewer: { id: string } }>(world.url, { token }, { query: '{ viewer { id } }' });
  return { id: viewer.id, token, email };
}

async function createOrganization(world: World, index: number): Promise<Member> {
  const { id, token, email } = await arrive(world, 'Owner');
  const created = await ask<{ createOrganization: { organization: { id: string } } }>(
    world.url,
    { token },
    {
      query:
        'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }',
      variables: { input: { name: `Faults ${index}`, slug: `faults-${randomUUID()}` } },
    },
  );
  return { id, token, email, organization: created.createOrganization.organization.id };
}

async function invite(world: World, owner: Member, number: number): Promise<Member> {
  const { id, token, email } = await arrive(world, `Member${number}`);
  await ask(world.url, owner, {
    query: 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { role } } }',
    variables: { input: { email, role: 'MEMBER' } },
  });
  return { id, token, email, organization: owner.organization };
}
