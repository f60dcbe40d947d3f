import { withinLimit } from '@prism/testkit/withinLimit';
import fc from 'fast-check';

import { createMatcher } from './createMatcher.ts';
import { tokenize } from './tokenize.ts';

const marked = (text: string, query: string) =>
  createMatcher(query)(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['Expenses are refunded. Refunding takes a day.', 'refund of an expense', ['Expenses', 'refunded', 'Refunding']],
  ['Die Häuser der Städte und das Haus', 'das Haus und die Stadt', ['Häuser', 'Städte', 'Haus']],
  ['Кошки спят на крышах домов', 'крыша дома', ['крышах', 'домов']],
  ['C++ and node.js v2.14.4', 'c++ 2.14.4', ['C++']],
  ['Cafe\u0301 au lait', 'caf\u00e9', ['Cafe\u0301']],
  ['Ｆｕｌｌ width ﬁne', 'full fine', ['Ｆｕｌｌ', 'ﬁne']],
  ['\u{1F600}\u{1F600} grinning \u{20BB7}', 'grin', ['grinning']],
  ['In\u00adfor\u00admation', 'information', ['In\u00adfor\u00admation']],
  ['في الكِتَابِ صفحات', 'كتاب', ['الكِتَابِ']],
  ['हिन्दी भाषा', 'हिंदी', ['हिन्दी']],
  ['nothing of it', 'elsewhere', []],
])('in %j marks of %j: %j', (text, query, expected) => {
  expect(marked(text, query)).toEqual(expected);
});

test('marks words of languages without spaces, as they are cut', () => {
  const text = '北京是中国的首都。上海不是。';
  expect(marked(text, '首都').join()).toContain('首都');
  expect(marked('ประเทศไทยมีเมืองหลวงคือกรุงเทพ', 'เมืองหลวง').join()).toContain('เมือง');
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('aΣσİIı\u0301\u0345ßﬁ①㎏\u00a8가ｶﾞ北京ไทยลำœ٣\u00ad\u0640\u0650\u200dكن्दँ \n.,#+1'),
    ),
  }),
);

test('finds a text that is searched for by its own words, whatever the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(createMatcher(text)(text).length > 0).toBe(tokenize(text).length > 0);
    }),
  );
});

test('ranges are in order, inside the text, and cut no character', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let last = 0;
      for (const { start, end } of createMatcher(text)(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        if (text.isWellFormed()) expect(text.slice(start, end).isWellFormed()).toBe(true);
        last = end;
      }
    }),
  );
});

test('reads a long query once for all texts', async () => {
  const find = createMatcher(Array.from({ length: 40_000 }, (_, nth) => `w${String(nth)}`).join(' '));
  await withinLimit(() => {
    for (let nth = 0; nth < 2_000; nth += 1) expect(find('the one word w7')).toHaveLength(1);
  });
});
