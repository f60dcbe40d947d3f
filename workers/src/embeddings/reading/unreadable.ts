/** Every reason for which what was added cannot be read, in words for the person who added it. */
export const unreadableReasons = {
  empty: 'The file is empty.',
  noText: 'There is no text in the file. If its pages are scanned images, run text recognition (OCR) over it first.',
  locked: 'The file is protected by a password. Remove the protection and add it again.',
  damaged: 'The file is damaged or incomplete and cannot be read.',
  unsupported: 'Files of this kind cannot be read. Add PDF, Word (.docx), HTML, Markdown or plain text.',
  tooLarge: 'The file holds more than can be read from one document. Split it and add its parts.',
  tooSlow: 'Reading the file took too long. It may be damaged, or too complex: save it anew or as text, and add that.',
} as const;

export type UnreadableReason = keyof typeof unreadableReasons;

/** What was added cannot be read, and trying again will not change that. `message` is for the person who added it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, cause?: unknown) {
    super(unreadableReasons[reason], cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}
