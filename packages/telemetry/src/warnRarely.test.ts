import { warnRarely } from './warnRarely.ts';

test('the same message is told once in 30 s, another one at once', () => {
  import.meta.jest.useFakeTimers();
  const lines: string[] = [];
  const log = { warn: (line: string) => void lines.push(line) };
  const warn = (...messages: string[]) => {
    for (const message of messages) warnRarely(log, message);
    return lines.splice(0);
  };
  expect(warn('away', 'away', 'late', 'away', 'late')).toEqual(['away', 'late']);
  import.meta.jest.advanceTimersByTime(29_000);
  expect(warn('away', 'new')).toEqual(['new']);
  import.meta.jest.advanceTimersByTime(1_000);
  expect(warn('away', 'new', 'away')).toEqual(['away']);
  import.meta.jest.useRealTimers();
});
