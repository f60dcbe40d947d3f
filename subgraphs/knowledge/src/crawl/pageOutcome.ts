/** A page as a worker has read it. */
export interface FetchedPage {
  /** After redirects. */
  readonly url: string;
  /** What the page says that its address is; `url` when it says nothing. */
  readonly canonicalUrl: string;
  readonly title: string;
  readonly contentType: string;
  /** Text, or else bytes that indexing reads. */
  readonly content: string | Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What became of a page. Links are as they stand in it, resolved. */
export type PageOutcome = { readonly httpStatus: number | null; readonly links: readonly string[] } & (
  | { readonly kind: 'FETCHED'; readonly page: FetchedPage }
  /** It has not changed since the last time. */
  | { readonly kind: 'UNCHANGED' }
  | { readonly kind: 'SKIPPED' | 'FAILED'; readonly reason: string }
);
