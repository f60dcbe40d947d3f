import { createOwnServices, type OwnServices } from './ownServices.ts';
import { startStack, type Stack } from './stack.ts';

declare global {
  var prismTestStack: { stack: Stack; services: OwnServices } | undefined;
}

/** One whole Prism for the black-box suites of a run: its address is in `PRISM_TEST_URL`, its data in `PRISM_TEST_DATA`. */
export default async function globalSetupStack(): Promise<void> {
  // Another Redis database than the suites beside the sources use, so that no worker of theirs takes a job of this stack.
  const services = await createOwnServices(1);
  const stack = await startStack({ env: services.env });
  globalThis.prismTestStack = { stack, services };
  process.env['PRISM_TEST_URL'] = stack.url;
  process.env['PRISM_TEST_DATA'] = stack.dataFolder;
}
