import { jsonObject, nonEmptyText } from '@prism/errors/inputSchemas';

/** What is said of a document, however it comes: as text, as a file, or from a site. */
export const documentFields = {
  title: nonEmptyText(500),
  externalId: nonEmptyText(500).nullish(),
  /** At most 16 KiB. */
  metadata: jsonObject(16).nullish(),
};
