import { createCircuits } from './circuits.ts';

function failing(times: number) {
  const clock = { ms: 0 };
  const circuits = createCircuits(() => clock.ms);
  const fail = () => {
    expect(circuits.enter('a')).toBe(true);
    circuits.report('a', false);
  };
  for (let time = 0; time < times; time += 1) fail();
  return { circuits, clock, fail };
}

test('a provider that fails now and then stays in use', () => {
  const { circuits, fail } = failing(4);
  circuits.report('a', true);
  for (let time = 0; time < 4; time += 1) fail();
  expect(circuits.room(['a'])).toBe(Infinity);
});

test('one that keeps failing is passed over, then tried with one message at a time', () => {
  const { circuits, clock } = failing(5);
  expect([circuits.room(['a']), circuits.enter('a')]).toEqual([0, false]);
  expect(circuits.room(['a', 'b'])).toBe(Infinity);
  clock.ms = 10_000;
  expect(circuits.room(['a'])).toBe(1);
  expect(circuits.enter('a')).toBe(true);
  expect([circuits.room(['a']), circuits.enter('a')]).toEqual([0, false]);
  circuits.report('a', true);
  expect(circuits.room(['a'])).toBe(Infinity);
});

test('each try that fails doubles the pause, to five minutes at most', () => {
  const { circuits, clock, fail } = failing(5);
  for (const pause of [10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]) {
    clock.ms += pause - 1;
    expect(circuits.room(['a'])).toBe(0);
    clock.ms += 1;
    fail();
  }
});
