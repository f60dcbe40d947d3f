import { generateApiKey, hashApiKey, isApiKeyLike, isWellFormedApiKey } from './apiKey.ts';

test('makes keys that name their environment, differ, and pass their own checksum', () => {
  const [one, two] = [generateApiKey('dev'), generateApiKey('dev')];
  expect(one.secret).toMatch(/^prism_dev_[0-9A-Za-z]{38}$/);
  expect(one.secret).not.toBe(two.secret);
  expect(isWellFormedApiKey(one.secret)).toBe(true);
  expect(isApiKeyLike(one.secret)).toBe(true);
  expect(one.hash).toBe(hashApiKey(one.secret));
  expect(one.prefix).toBe(one.secret.slice(0, 16));
});

test('turns away what is mistyped, cut off, decorated or made up', () => {
  const { secret } = generateApiKey('live');
  const swapped = secret.slice(0, -7) + (secret.at(-7) === 'a' ? 'b' : 'a') + secret.slice(-6);
  const wrong = [
    swapped,
    secret.slice(0, -1),
    `${secret}0`,
    `${secret}\n`,
    secret.toUpperCase(),
    '',
    'prism_live_',
    `x${secret}`,
  ];
  expect(wrong.filter(isWellFormedApiKey)).toEqual([]);
  expect(isWellFormedApiKey(secret.replace('live', 'dev'))).toBe(false);
});

test.each(['', 'Dev', 'a_b', '1a', 'a'.repeat(17)])('refuses the environment %j', (environment) => {
  expect(() => generateApiKey(environment)).toThrow(RangeError);
});
