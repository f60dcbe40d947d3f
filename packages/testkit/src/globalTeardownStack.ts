/** Stops what globalSetupStack started. */
export default async function globalTeardownStack(): Promise<void> {
  await globalThis.prismTestStack?.stack.stop();
  await globalThis.prismTestStack?.services.drop();
}
