import { createOwnServices, type OwnServices } from './ownServices.ts';
import { startStack, type Stack } from './stack.ts';

declare global {
  var prismTestStack: { stack: Stack; services: OwnServices } | undefined;
}

/** One whole Prism for the black-box suites of a run: its address is in `PRISM_TEST_URL`, its data in `PRISM_TEST_DATA`. */
export default async function globalSetupStack(): Promise<void> {
  const services = await createOwnServices('whole');
  // Small enough that a suite reaches it.
  const uploads = { UPLOAD_MAX_BYTES: String(4 * 1024 * 1024) };
  const stack = await startStack({ env: { ...services.env, ...uploads } });
  globalThis.prismTestStack = { stack, services };
  process.env['PRISM_TEST_URL'] = stack.url;
  process.env['PRISM_TEST_DATA'] = stack.dataFolder;
}
