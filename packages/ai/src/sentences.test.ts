import { splitSentences } from './sentences.ts';

test('a line end in the midst of a sentence ends nothing', () => {
  expect(splitSentences('A fact becomes one row,\nwritten in the transaction. It is\ndeleted later.')).toEqual([
    'A fact becomes one row,\nwritten in the transaction.',
    'It is\ndeleted later.',
  ]);
});

test('headings, list items and paragraphs stand alone', () => {
  expect(splitSentences('# Pumps\nThey pump\n- one pump\n- two pumps\n\nThe end')).toEqual([
    '# Pumps',
    'They pump',
    '- one pump',
    '- two pumps',
    'The end',
  ]);
});

test('each sentence stands in the text as it is given', () => {
  const text = 'Der erste Satz.\r\nDer zweite? 三句话。第四句！\n\n| a | b |\n| c | d |';
  for (const sentence of splitSentences(text)) expect(text).toContain(sentence);
});
