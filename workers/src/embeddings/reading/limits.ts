/** No document is read further than this, in UTF-16 units: 5,000 pages. */
export const maxTextLength = 16 * 1024 * 1024;
