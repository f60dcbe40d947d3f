import { createPick } from '@prism/testkit/createPick';

import { signText } from './signText.ts';

const breathe = () => Promise.resolve();
const sign = async (text: string) => {
  const signature = await signText(text, breathe);
  if (!signature) throw new Error('A text with words has a signature.');
  return { ...signature, hashes: Buffer.from(signature.hashes, 'hex') };
};
type Signed = Awaited<ReturnType<typeof sign>>;

const likeness = ({ hashes }: Signed, other: Signed) =>
  hashes.filter((byte, index) => byte === other.hashes[index]).length / hashes.length;
const meet = ({ bands }: Signed, other: Signed) => bands.some((band) => other.bands.includes(band));

function randomWords(seed: number) {
  const pick = createPick(seed);
  return { pick, word: () => `w${String(pick(4_000))}` };
}

/** The share of runs of three words that two texts have in common, counted. */
function jaccard(one: readonly string[], other: readonly string[]): number {
  const runs = (words: readonly string[]) =>
    new Set(words.slice(2).map((_, index) => words.slice(index, index + 3).join(' ')));
  const [a, b] = [runs(one), runs(other)];
  const common = a.intersection(b).size;
  return common / (a.size + b.size - common);
}

test('tells how alike texts are, and those that are near meet in a band', async () => {
  const { pick, word } = randomWords(5);
  const seen = { near: 0, far: 0 };
  for (let round = 0; round < 150; round += 1) {
    const words = Array.from({ length: 80 + pick(300) }, word);
    const changed = [...words];
    for (let edit = pick(words.length / 8); edit >= 0; edit -= 1) changed[pick(words.length)] = word();
    const truth = jaccard(words, changed);
    const [one, other] = [await sign(words.join(' ')), await sign(changed.join(' '))];
    expect(Math.abs(likeness(one, other) - truth)).toBeLessThan(0.12);
    if (truth >= 0.85) {
      seen.near += 1;
      expect(meet(one, other)).toBe(true);
    }
    if (truth < 0.65) {
      seen.far += 1;
      expect(likeness(one, other)).toBeLessThan(0.8);
    }
  }
  expect(seen.near).toBeGreaterThan(20);
  expect(seen.far).toBeGreaterThan(20);
});

test('texts with nothing in common never meet', async () => {
  const { word } = randomWords(9);
  const signed = [];
  for (let text = 0; text < 60; text += 1) signed.push(await sign(Array.from({ length: 100 }, word).join(' ')));
  const bands = signed.flatMap((one) => one.bands);
  expect(new Set(bands).size).toBe(bands.length);
});

test.each([
  ['layout', 'The valve is closed by hand.\n\n- slowly', 'the VALVE is closed\nby hand  — slowly'],
  ['width of letters', 'ＡＢＣ １２３ ok', 'abc 123 OK'],
  ['Chinese without spaces', '阀门由手动关闭，速度要慢。', '阀门由手动关闭 速度要慢'],
  ['one word', 'Closed.', 'closed'],
])('does not mind %s', async (_what, one, other) => {
  expect(likeness(await sign(one), await sign(other))).toBe(1);
});

test.each([
  [
    'zh',
    '阀门由手动关闭，操作人员必须缓慢地转动手轮，并且在每次关闭之后检查密封圈是否完好无损。如有损坏，应立即更换。',
    '立即',
    '马上',
  ],
  ['th', 'วาล์วปิดด้วยมือ ผู้ปฏิบัติงานต้องหมุนช้าๆ และตรวจสอบซีลทุกครั้งหลังปิด หากเสียหายให้เปลี่ยนทันที อย่าใช้แรงมากเกินไป', 'ทันที', 'เลย'],
])('works in scripts without spaces (%s)', async (_language, text, word, other) => {
  const [one, near, far] = [
    await sign(text),
    await sign(text.replace(word, other)),
    await sign(text.split('').reverse().join('')),
  ];
  expect(likeness(one, near)).toBeGreaterThan(0.75);
  expect(meet(one, near)).toBe(true);
  expect(likeness(one, far)).toBeLessThan(0.2);
});

test('is always the same: signatures of different days are compared', async () => {
  const { hashes, bands } = await sign('Signatures are kept for as long as the documents are.');
  expect([hashes.subarray(0, 8).toString('hex'), bands[0]]).toEqual(['5c72fc542aa3e28e', '-7640192194906817474']);
});

test('a text without words has none', async () => {
  expect(await signText(' \n — … !', breathe)).toBeNull();
});

test('takes a text that is nothing but marks in its stride', async () => {
  expect(await sign(`valve ${'\u0301\u0316\u0345'.repeat(150_000)}`)).toEqual(await sign('valve'));
});
