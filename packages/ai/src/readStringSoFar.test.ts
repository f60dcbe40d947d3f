import { readStringSoFar } from './readStringSoFar.ts';

test.each(['Plain.', 'A "quote", a \\ and\nlines\tdown', 'émoji 😀 und 漢字', ''])('grows into %j', (value) => {
  const written = [
    JSON.stringify({ answered: true, answer: value, quotes: [] }),
    JSON.stringify({ answer: value }, null, 1),
    `{"answer": "${Array.from({ length: value.length }, (_, at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"}`,
  ];
  for (const json of written) {
    let last = '';
    for (let end = 0; end <= json.length; end += 1) {
      const sofar = readStringSoFar(json.slice(0, end), 'answer');
      expect(sofar.startsWith(last)).toBe(true);
      expect(sofar.isWellFormed()).toBe(true);
      last = sofar;
    }
    expect(last).toBe(value);
  }
});

test('another field that begins alike is not it', () => {
  expect(readStringSoFar('{"answered": "no"', 'answer')).toBe('');
});
