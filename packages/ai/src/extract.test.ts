import { extractQuotes } from './extract.ts';

const quotes = (question: string, ...texts: readonly string[]) =>
  extractQuotes({ question, sources: texts.map((text) => ({ heading: 'Pumps', text })) });

test('quotes sentences: no headings, no code, no frames of tables', () => {
  const text = [
    '# How is the blue pump started?',
    '',
    '```sh',
    'start blue pump # how the blue pump is started',
    '```',
    '',
    '| blue pump | started |',
    '|---|---|',
    '',
    'The blue pump is started by the green lever. It stops by itself.',
  ].join('\n');
  expect(quotes('How is the blue pump with the green lever started?', text)).toEqual([
    { source: 0, quote: 'The blue pump is started by the green lever.' },
  ]);
});

test('quotes the next sentence, too, when it says more of what was asked', () => {
  const text = 'The blue pump has a lever. Every lever is made of oak by Maya. Nothing else is known.';
  expect(quotes('Who made the lever of the blue pump of oak?', text)).toEqual([
    { source: 0, quote: 'The blue pump has a lever. Every lever is made of oak by Maya.' },
  ]);
});

test('cites every passage that says as much, and none that says much less', () => {
  const found = quotes(
    'When is the blue pump serviced?',
    'In Oslo the blue pump is serviced in May.',
    'Pumps are red, mostly.',
    'In Bergen the blue pump is serviced in June.',
  );
  expect(found.map(({ source }) => source)).toEqual([0, 2]);
});

test.each([
  ['Wie viele Urlaubstage hat ein Mitarbeiter?', 'Jeder Mitarbeiter hat dreißig Tage Urlaub im Jahr.'],
  ['Сколько дней отпуска у сотрудника?', 'У каждого сотрудника тридцать дней отпуска в год.'],
  ['员工每年有多少天假期？', '每位员工每年有三十天假期。费用在两周内报销。'],
  ['พนักงานมีวันหยุดกี่วันต่อปี', 'พนักงานทุกคนมีวันหยุดสามสิบวันต่อปี'],
])('answers in other languages: %s', (question, text) => {
  const [quote] = quotes(question, text);
  expect(text).toContain(quote?.quote);
});

test.each([
  ['other words', 'Who won the championship of 1998?', 'The blue pump is started by the lever.'],
  ['nothing asked', '???', 'The blue pump is started by the lever.'],
  ['nothing there', 'Who starts the pump?', ''],
  ['only a fence', 'Who starts the blue pump?', '```\nthe blue pump starts'],
])('has no answer: %s', (_what, question, text) => {
  expect(quotes(question, text)).toEqual([]);
});
