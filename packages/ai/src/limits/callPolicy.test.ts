import { upstreamUnavailable } from '@prism/errors/errors';

import { createCallPolicy, type PolicedCall } from './callPolicy.ts';
import { createMemoryLimits } from './memoryLimits.ts';
import { TransientFailure } from './transient.ts';

const create = () =>
  createCallPolicy(createMemoryLimits({ requestsPerMinute: 0, tokensPerMinute: 0, concurrent: 0 }), {
    patientRetries: 8,
  });
const patient: PolicedCall = { model: 'm', tokens: 1, urgent: false };
const urgent: PolicedCall = { ...patient, urgent: true };

const overloaded = (retryAfter?: number) =>
  upstreamUnavailable('No capacity.', {
    cause: new TransientFailure('status 429'),
    ...(retryAfter !== undefined && { retryAfter }),
  });
const refused = () => upstreamUnavailable('The key is refused.', { cause: new Error('status 401') });

/** A request that fails so often, and when it was made. */
function failing(times: number, error: () => Error) {
  const at: number[] = [];
  const request = () => {
    at.push(performance.now());
    return at.length <= times ? Promise.reject(error()) : Promise.resolve('answer');
  };
  return { at, request };
}

test('asks again where that may help, later each time, never before Retry-After', async () => {
  const { at, request } = failing(2, () => overloaded(1));
  await expect(create().run(patient, request)).resolves.toBe('answer');
  expect(at).toHaveLength(3);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('does not ask again where it cannot help', async () => {
  const { at, request } = failing(1, refused);
  await expect(create().run(patient, request)).rejects.toThrow('The key is refused.');
  expect(at).toHaveLength(1);
});

test('lets nobody wait who is in a hurry: one more try, and none when Retry-After is long', async () => {
  const often = failing(5, overloaded);
  await expect(create().run(urgent, often.request)).rejects.toThrow('No capacity.');
  expect(often.at).toHaveLength(2);
  const long = failing(5, () => overloaded(30));
  await expect(create().run(urgent, long.request)).rejects.toMatchObject({ retryAfter: 30 });
  expect(long.at).toHaveLength(1);
});

test('leaves a provider alone that keeps failing, and asks once when it has rested', async () => {
  const policy = create();
  const down = failing(6, overloaded);
  for (let call = 0; call < 3; call += 1) await expect(policy.run(urgent, down.request)).rejects.toThrow();
  expect(down.at).toHaveLength(5);
  await expect(policy.run(urgent, down.request)).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringContaining('keeps failing'),
    retryAfter: 5,
  });
  expect(down.at).toHaveLength(5);
});

test('waits for an open circuit when nobody is in a hurry', async () => {
  const policy = create();
  const down = failing(5, overloaded);
  for (let call = 0; call < 3; call += 1) await expect(policy.run(urgent, down.request)).rejects.toThrow();
  await expect(policy.run(patient, down.request)).resolves.toBe('answer');
  expect((down.at[5] ?? 0) - (down.at[4] ?? 0)).toBeGreaterThanOrEqual(5_000);
});

test('ends with the signal', async () => {
  const { request } = failing(100, () => overloaded(10));
  await expect(create().run({ ...patient, signal: AbortSignal.timeout(100) }, request)).rejects.toThrow();
});
