/** What near-duplicates of a document are found by. */
export interface Signature {
  /** MinHash of the document's wording, one byte of each hash, hexadecimal. */
  readonly hashes: string;
  /** 64-bit integers in decimals: documents that are much alike share one. */
  readonly bands: readonly string[];
}
