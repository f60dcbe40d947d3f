/** How a search ranks: see the schema. */
export type SearchMode = 'HYBRID' | 'VECTOR' | 'KEYWORD';
