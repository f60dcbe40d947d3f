/** Drops what globalSetup made. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.prismTestDatabase?.drop();
}
