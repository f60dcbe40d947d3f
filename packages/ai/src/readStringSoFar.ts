import { storable } from './storable.ts';

/**
 * The value of a JSON object's string field as far as it has been written, decoded: '' before it begins. An escape or a
 * surrogate pair of which only half is there is left out, so that what is returned only ever grows.
 */
export function readStringSoFar(json: string, field: string): string {
  const written = new RegExp(String.raw`"${RegExp.escape(field)}"\s*:\s*"((?:[^"\\]|\\u[\da-fA-F]{4}|\\[^u])*)`).exec(
    json,
  )?.[1];
  if (written === undefined) return '';
  try {
    const value = JSON.parse(`"${written.replaceAll(/[\n\r\t]/g, ' ')}"`) as string;
    return storable(value.replace(/[\uD800-\uDBFF]$/, ''));
  } catch {
    return '';
  }
}
