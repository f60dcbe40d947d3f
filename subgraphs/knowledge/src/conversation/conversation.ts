/** A conversation of one person. */
export interface Conversation {
  readonly id: string;
  /** Null before the first question. */
  readonly title: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const maxTitle = 80;

/** The beginning of a question, up to a word's end. */
export function titleOf(question: string): string {
  const line = question.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= maxTitle) return line;
  const cut = line.slice(0, maxTitle).replace(/[\uD800-\uDBFF]$/, '');
  const words = cut.replace(/\s\S*$/u, '');
  return `${words.length > maxTitle / 2 ? words : cut}…`;
}
