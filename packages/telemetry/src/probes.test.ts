import { createLogger } from './logger.ts';
import { createProbes } from './probes.ts';

const probesOf = (ready: () => Promise<unknown>) => createProbes({ ready, log: createLogger('test', 'silent') });

test('ready as long as what the process depends on answers', async () => {
  const { status, body } = await probesOf(() => Promise.resolve())['/readiness']();
  expect([status, body]).toEqual([200, '{"status":"ready"}']);
});

test.each([
  ['fails', () => Promise.reject(new Error('10.0.0.7 is away'))],
  [
    'throws at once',
    () => {
      throw new Error('10.0.0.7 is away');
    },
  ],
])('not ready when it %s', async (_what, ready) => {
  const { status, body } = await probesOf(ready)['/readiness']();
  expect([status, body]).toEqual([503, '{"status":"not ready"}']);
});

test('not ready after three seconds without an answer', async () => {
  import.meta.jest.useFakeTimers();
  const answer = probesOf(() => new Promise(() => undefined))['/readiness']();
  await import.meta.jest.advanceTimersByTimeAsync(3_000);
  expect((await answer).status).toBe(503);
  import.meta.jest.useRealTimers();
});

test('alive whatever it depends on, and tells its metrics', async () => {
  const probes = probesOf(() => Promise.reject(new Error('away')));
  expect((await probes['/health']()).status).toBe(200);
  expect((await probes['/metrics']()).body).toContain('process_cpu_seconds_total');
});
