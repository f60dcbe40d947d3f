/** The code and the reason that a socket is closed with; streams over HTTP say the same in their own way. */
export type Closing = readonly [code: number, reason: string];

/** Codes after which graphql-ws clients connect anew, and what they are told. */
export const closeCodes = {
  goingAway: [1001, 'Going away'],
  lost: [1012, 'A part of the graph restarts: connect again and resume'],
  reloaded: [1012, 'The schema has changed: connect again and resume'],
  changed: [1012, 'The session changed: connect again and resume'],
  overflow: [1013, 'Too slow: connect again and resume from the last cursor'],
  unavailable: [1013, 'Try again later'],
  tooMany: [1013, 'RATE_LIMITED: too many connections of this caller'],
} as const satisfies Record<string, Closing>;

/** Not signed in, or no longer. */
export const forbiddenCode = 4403;
