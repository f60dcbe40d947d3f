import type { buildOperationContext } from '@apollo/gateway';

/** An operation of a document with the fragments beside it, the way that Apollo's executor takes them. */
export type OperationContext = ReturnType<typeof buildOperationContext>;
