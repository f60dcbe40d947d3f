// The halfwidth voicing marks are letters to Unicode, and marks in this form. More on one letter than 30 is in no language, and is cut, as
// Unicode's stream-safe form has it: putting them in order takes the square of their number, minutes for a mebibyte.
const tooMany = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/** A text in Unicode's form NFKC, without what stands above or below a letter beyond 30 marks. Time goes with its length. */
export function nfkc(text: string): string {
  return text.replace(tooMany, '$1').normalize('NFKC');
}
