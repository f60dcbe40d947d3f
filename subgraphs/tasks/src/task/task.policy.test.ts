import { roles, type Role } from '@prism/auth/scopes';
import { sessionOf } from '@prism/testkit/sessions';
import { requireTaskReader, requireTaskWriter } from './task.policy.ts';

const writers: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER'];

test.each(roles.map((role) => [role]))('%s', (role) => {
  const session = sessionOf({ role });
  expect(requireTaskReader(session)).toBe(session.organizationId);
  if (writers.includes(role)) expect(requireTaskWriter(session)).toBe(session.organizationId);
  else expect(() => requireTaskWriter(session)).toThrow('tasks:write');
});

test.each([[requireTaskReader], [requireTaskWriter]])(
  'nothing without scopes, nothing without an organization',
  (require) => {
    expect(() => require({ ...sessionOf(), scopes: [] })).toThrow('scope');
    expect(() => require({ ...sessionOf(), organizationId: null })).toThrow('x-organization-id');
  },
);
