import { currentTrace, describeSpan, inSpan, isTracing, startTracing, traceFrom } from './tracing.ts';

const carrier = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

test('without an endpoint nothing is made around the work', async () => {
  const stop = await startTracing('test');
  expect(isTracing()).toBe(false);
  const answer = Promise.resolve(1);
  expect(inSpan('work', { parent: traceFrom(carrier) }, () => answer)).toBe(answer);
  expect(currentTrace()).toEqual({});
  expect(currentTrace()).toBe(currentTrace());
  describeSpan({ name: 'nobody' });
  await stop();
});
