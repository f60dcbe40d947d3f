/**
 * Where suites use neither the run's database nor Redis, so that it is the same to them whether those are embedded: a run on
 * services leaves them out. The boundaries see to it that none starts to.
 */
export const withoutServices = [
  'gateway/',
  'packages/(auth|channels|client|db/src/embedded|evaluation|graphql-kit|net|telemetry|testkit)/',
  'packages/ai/src/(?!limits/limits)',
  'tests/(contract/environment|evaluation/|load/)',
  'workers/src/embeddings/(passages|reading)/',
];
