/** A stretch of text that belongs together, as the writer laid it out. Offsets are UTF-16 units, `end` exclusive. */
export interface Block {
  readonly start: number;
  readonly end: number;
  /** `text` may be cut at sentences; `lines` (code, lists, tables) at line ends. */
  readonly kind: 'heading' | 'text' | 'lines';
  /** Of a heading: 1 to 6, and what it says. */
  readonly level?: number;
  readonly title?: string;
}

/** A text cut into blocks: in order, without overlap, nothing but white space between them. */
export interface Layout {
  readonly text: string;
  readonly blocks: readonly Block[];
}
