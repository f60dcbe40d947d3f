/** A test of one value inside a document's metadata; every operator that is given must hold. */
export interface MetadataCondition {
  /** The keys that lead to the value, outermost first. */
  readonly path: readonly string[];
  readonly equals?: unknown;
  readonly in?: readonly unknown[] | undefined;
  /** The value is a list that has this one. */
  readonly contains?: unknown;
  readonly gt?: number | string | undefined;
  readonly gte?: number | string | undefined;
  readonly lt?: number | string | undefined;
  readonly lte?: number | string | undefined;
  readonly exists?: boolean | undefined;
}

/** What a search keeps to; all of it must hold. */
export interface Filter {
  readonly collections?: readonly string[] | undefined;
  readonly contentTypes?: readonly string[] | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  readonly updatedAfter?: Date | undefined;
  readonly updatedBefore?: Date | undefined;
  readonly metadata?: readonly MetadataCondition[] | undefined;
}
