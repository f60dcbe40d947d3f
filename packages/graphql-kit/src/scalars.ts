import { DateTimeResolver, JSONResolver } from 'graphql-scalars';

/** Resolvers of the scalars in common.graphql. DateTime is a JavaScript Date inside, RFC 3339 outside. */
export const scalars = { DateTime: DateTimeResolver, JSON: JSONResolver };
