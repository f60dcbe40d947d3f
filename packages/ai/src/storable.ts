/**
 * What a model wrote as text that can be stored and sent: JSON may escape NUL and halves of surrogate pairs, databases take neither.
 * Each becomes U+FFFD, so that no offset changes.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
