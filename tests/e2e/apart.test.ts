import { createOwnServices, type OwnServices } from '@prism/testkit/ownServices';
import { startStack, type Stack } from '@prism/testkit/stack';
import { deliveries } from './apart/deliveries.ts';
import { provider } from './apart/provider.ts';
import { statements } from './apart/statements.ts';
import type { Suite } from './apart/suite.ts';
import { tracing } from './apart/tracing.ts';

// One Prism for all that cannot use the run's: to start one takes ten seconds of a processor. They use it one after the other.

// After the last one the provider has been in trouble.
const suites: Readonly<Record<string, Suite>> = { statements, tracing, deliveries, provider };
let services: OwnServices;
let stack: Stack;

beforeAll(async () => {
  services = await createOwnServices('apart');
  const environments = await Promise.all(Object.values(suites).map(({ open }) => open()));
  stack = await startStack({ env: Object.assign({}, services.env, ...environments) as Record<string, string> });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await Promise.all(Object.values(suites).map(({ close }) => close()));
  await services.drop();
});

describe.each(Object.entries(suites))('%s', (_name, { register }) => {
  register(() => stack);
});
