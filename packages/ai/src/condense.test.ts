import { isFollowUp, joinQuestions } from './condense.ts';

test.each([
  'And in winter?',
  'Why does it take so long to refund expenses?',
  'Und wann wird ihm das Geld erstattet, wenn Belege fehlen?',
  'А когда он получает деньги обратно по чекам?',
  '它的价格是多少？',
])('leans on what was said: %s', (question) => {
  expect(isFollowUp(question)).toBe(true);
});

test.each(['Within how many days are expenses refunded?', 'Wann werden Reisekosten der Mitarbeiter erstattet?'])(
  'stands alone: %s',
  (question) => {
    expect(isFollowUp(question)).toBe(false);
  },
);

test('joins back to the last question that stands alone', () => {
  const turn = (question: string) => ({ question, answer: null });
  const history = ['Who made the first steam engine?', 'When are travel expenses refunded?', 'And to whom?'].map(turn);
  expect(joinQuestions('How long does it take?', history)).toBe(
    'When are travel expenses refunded? And to whom? How long does it take?',
  );
  expect(joinQuestions('When are trains preferred to planes?', history)).toBe('When are trains preferred to planes?');
  expect(joinQuestions('And then?', [])).toBe('And then?');
});
