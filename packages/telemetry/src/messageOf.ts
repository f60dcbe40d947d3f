/** What an error says. Where several addresses were tried in vain, Node's has no message, only a code. */
export function messageOf(error: Error & { readonly code?: string }): string {
  return error.message || (error.code ?? error.name);
}
