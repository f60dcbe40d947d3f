import { withinLimit } from '@prism/testkit/withinLimit';

import { mentionsOf, newMentions } from './mentions.ts';

describe('mentionsOf', () => {
  test.each([
    ['@ada', ['ada']],
    ['Ask @ada.', ['ada']],
    ['Ask (@ada), "@bob"; @carl!', ['ada', 'bob', 'carl']],
    ['-@ada\n*@bob', ['ada', 'bob']],
    ["@ada's work", ['ada']],
    ['@ada_l @a.b-c+d', ['ada_l', 'a.b-c+d']],
    ['@ada@example.org, please', ['ada@example.org']],
    ['@ada@sub.example.co.uk.', ['ada@sub.example.co.uk']],
    ['@Ada Lovelace has it', ['Ada', 'AdaLovelace']],
    ["@Ada Lovelace's idea", ['Ada', 'AdaLovelace']],
    ['@Ada. Then', ['Ada']],
    ['@Žofie Nováková', ['Žofie', 'ŽofieNováková']],
    ['@李雷 看看', ['李雷']],
    ['@अदिति', ['अदिति']],
    ['👍@ada', ['ada']],
    ['ada@example.org', []],
    ['mail a@b.c or x.y+z@example.org', []],
    ['https://social.example/@ada and http://ada:pw@example.org', []],
    ['@ @@ @. @- @_', []],
    ['@@ada', []],
    ['nobody', []],
    ['', []],
  ])('%j mentions %j', (text, handles) => {
    expect(mentionsOf(text)).toEqual(handles);
  });

  test('no handle is longer than an address can be', () => {
    expect(mentionsOf(`@${'a'.repeat(254)} @${'b'.repeat(255)}`)).toEqual(['a'.repeat(254)]);
  });

  test.each([
    ['@'.repeat(1_000_000)],
    ['@a'.repeat(500_000)],
    [`@${'a'.repeat(999_999)}`],
    [`@a@${'a.'.repeat(499_998)}`],
    ['@A B'.repeat(250_000)],
    [`@${'.'.repeat(999_999)}`],
    [' @a.'.repeat(250_000)],
    ['http://'.repeat(140_000)],
    ['\u0301\u0316\u0345'.repeat(330_000)],
  ])('reads twenty of the longest descriptions with little work (%#)', async (text) => {
    await withinLimit(() => mentionsOf(text));
  });
});

describe('newMentions', () => {
  test('names whom the text before did not, each once, without regard to case', () => {
    expect(newMentions('@ada', '@Ada @bob @BOB @carl')).toEqual(['bob', 'carl']);
  });

  test('keeps to fifty', () => {
    const many = Array.from({ length: 60 }, (_, index) => `@person${index}`).join(' ');
    expect(newMentions('', many)).toHaveLength(50);
    expect(newMentions(many, `${many} @late`)).toEqual(['late']);
  });
});
