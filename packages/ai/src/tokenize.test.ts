import fc from 'fast-check';

import { countTerms } from './countTerms.ts';
import type { Language, LatinLanguage } from './language.ts';
import { queryTerms } from './queryTerms.ts';
import { splitWords, tokenize, toTerms } from './tokenize.ts';

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
    ['Thủ đô của Việt Nam là Hà Nội và nó', ['thu\u0309', 'đô', 'viêt\u0323', 'nam', 'ha\u0300', 'nôi\u0323']],
    ['می‌خواهم', ['مي', 'خواهم']],
    ['ทำงานสำคัญ', ['ทำงาน', 'สำคัญ']],
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

describe('one word', () => {
  const termsOf = (text: string, language: Language) => splitWords(text).flatMap((word) => toTerms(word, language));

  it.each<[Language, string]>([
    ['english', 'information in\u00adfor\u00admation'],
    ['english', 'Beyoncé Beyonce BEYONCÉ Beyonce\u0301'],
    ['arabic', 'كتاب كِتَابٌ كتـــاب الكتاب والكتاب بالكتاب'],
    ['arabic', 'أحمد احمد'],
    ['arabic', 'جامعة جامعه الجامعات جامعات'],
    ['arabic', 'مستشفى مستشفي'],
    ['arabic', 'کتاب كتاب'],
    ['arabic', 'خانه خانهٔ خانۀ'],
    ['arabic', 'ہندوستان هندوستان'],
    ['arabic', '١٣٩٩ ۱۳۹۹ 1399'],
    ['french', 'État ETAT états'],
    ['french', 'cœur coeur CŒUR'],
    ['german', 'Müller Mueller MÜLLER'],
    ['german', 'Straße STRASSE'],
    ['greek', 'Παρθενώνας ΠΑΡΘΕΝΩΝΑΣ Παρθενώνα'],
    ['greek', 'προϊόν ΠΡΟΪΟΝ προιον'],
    ['greek', 'ἀρχή αρχή ΑΡΧΗ'],
    ['hindi', 'ज़मीन \u095bमीन जमीन'],
    ['hindi', 'हिन्दी हिंदी हिँदी'],
    ['hindi', 'सम्बन्ध संबंध'],
    ['hindi', 'क्षेत्र क्\u200dषेत्र क्\u200cषेत्र'],
    ['hindi', 'भाषा भाषाएँ भाषाएं भाषाओं'],
    ['romanian', 'informații informaţii informația'],
    ['russian', 'ёлка елки'],
    ['spanish', 'México Mexico MÉXICO'],
    ['spanish', 'pingüino pinguinos'],
    ['turkish', 'ışık Işık IŞIK'],
    ['turkish', 'İstanbul istanbul'],
    ['turkish', 'kâğıt kağıt'],
    ['vietnamese', 'hòa hoà ho\u00e0 hoa\u0300 HÒA'],
    ['english', 'コンピューター コンピュータ ｺﾝﾋﾟｭｰﾀ'],
    ['english', 'น้ำ นํ้า'],
    ['english', '한국 \u1112\u1161\u11ab\u1100\u116e\u11a8'],
    ['english', 'שָׁלוֹם שלום'],
  ])('is found in whatever spelling (%s: %s)', (language, text) => {
    const [first, ...others] = text.split(' ').map((word) => termsOf(word, language));
    expect(first?.length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });

  it.each<[Language, string, string]>([
    ['spanish', 'año', 'ano'],
    ['swedish', 'får', 'far'],
    ['vietnamese', 'ma', 'mà'],
    ['russian', 'мой', 'мои'],
  ])('is not taken for another (%s: %s, %s)', (language, one, other) => {
    expect(termsOf(one, language)).not.toEqual(termsOf(other, language));
  });
});

const languageOf = (text: string) => countTerms(text).terms.find((term) => term.startsWith('@'));

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          'Häuser',
          'the',
          'und',
          '北京',
          '한국어는',
          'ประเทศ',
          'книги',
          'ς',
          '\ud800',
          'C++',
          '1.5',
          ' ',
          '-',
        ),
      )
      .map((parts) => parts.join('')),
  );

  it('has terms that an index can hold, counted as they come', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const all = tokenize(text);
        const { terms, frequencies, length } = countTerms(text);
        expect(length).toBe(all.length);
        expect(new Set(terms.filter((term) => !term.startsWith('@')))).toEqual(new Set(all));
        expect(frequencies.every((count) => count > 0)).toBe(true);
        for (const term of terms) expect(term.length > 0 && term.length <= 65 && term.isWellFormed()).toBe(true);
      }),
    );
  });

  it('finds itself: what a text has as a query it has as a document', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const language = languageOf(text)?.slice(1) as LatinLanguage | undefined;
        const words = queryTerms(text, new Map(language ? [[language, 1]] : []));
        expect(new Set(words.flat())).toEqual(new Set(tokenize(text)));
      }),
    );
  });

  it('is read in time that grows with its length', () => {
    for (const long of ['ς', 'a\u0301', 'ประเทศไทย', '한', 'aก北한']) tokenize(long.repeat(20_000));
    for (const marks of ['\u0301\u0316\u0345', '\u0301\uff9e']) tokenize(`a${marks.repeat(150_000)}`);
  });
});

describe('a query', () => {
  it('of few words is stemmed as the documents are', () => {
    expect(queryTerms('Häuser Städte', new Map([['german', 90]]))).toEqual([['haus'], ['stadt'], ['stadt*']]);
    expect(queryTerms('houses', new Map([['english', 90]]))).toEqual([['hous']]);
  });

  it('that could be in two languages of the documents has the terms of both; stop words decide', () => {
    const both = new Map<LatinLanguage, number>([
      ['german', 50],
      ['english', 50],
    ]);
    expect(queryTerms('Häuser', both)).toEqual([['hauser', 'haus']]);
    expect(queryTerms('die Häuser der Stadt', both)).toEqual([['haus'], ['stadt'], ['stadt*']]);
  });
});
