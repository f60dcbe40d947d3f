/** A person, as those who share an organization with them know them. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

/** What follows an `@` in a text, as it is compared: without case, at most as long as an address. */
export function normalizeHandle(handle: string): string {
  return handle.trim().replace(/^@/, '').toLowerCase();
}
