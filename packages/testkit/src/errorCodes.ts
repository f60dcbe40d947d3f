import { errorCodes as codes } from '@prism/errors/errors';

/** The closed set of `extensions.code`. */
export const errorCodes: readonly string[] = codes;
