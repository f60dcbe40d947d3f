import { tokenize } from './tokenize.ts';

describe('tokenize', () => {
  it.each([
    ["The cells don't divide", ['cell', 'divid']],
    ['C++, C# and node.js v2.14.4 cost 1,000', ['c++', 'c#', 'node', 'js', 'v2.14.4', 'cost', '1,000']],
    [
      'Die Häuser der Stadt sind alt und werden nicht verkauft',
      ['haus', 'stadt', 'stadt*', 'alt', 'verkauft', 'verka*'],
    ],
    ["La maison dans une ville et l'homme dans la rue", ['maison', 'vill', 'homm', 'ru']],
    ['книги и дома', ['книг', 'дом']],
    ['북한산에서 등산 2018년', ['북한', '한산', '산에', '에서', '등산', '2018', '년']],
    ['του Παρθενώνα στις πόλεις', ['παρθενων', 'πολ']],
    ['İstanbul', ['istanbul']],
    ['北京大学', ['北京', '大学']],
    ['ﬁne Ａｐｐｌｅ', ['fine', 'appl']],
    ['', []],
    ['—… !!', []],
  ])('%s', (text, terms) => {
    expect(tokenize(text)).toEqual(terms);
  });

  it('cuts Thai and Japanese into words', () => {
    expect(tokenize('ประเทศไทยสวยงาม').length).toBeGreaterThan(1);
    expect(tokenize('東京都に住んでいます').length).toBeGreaterThan(1);
  });

  it('gives terms that an index can hold, whatever it is given', () => {
    const odd = ['x'.repeat(10_000), '\u{1F600}'.repeat(100), '\ud800 lone', 'ab\u0301c', '𐐀'.repeat(200)];
    for (const term of odd.flatMap(tokenize)) {
      expect(term.length).toBeLessThanOrEqual(64);
      expect(term.length).toBeGreaterThan(0);
    }
    expect(
      odd
        .slice(0, 2)
        .concat(odd.slice(3))
        .flatMap(tokenize)
        .every((term) => term.isWellFormed()),
    ).toBe(true);
  });
});
