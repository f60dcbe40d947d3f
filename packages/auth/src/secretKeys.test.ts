import { randomBytes } from 'node:crypto';

import { createSecretKeys } from './secretKeys.ts';

const [one, two] = [randomBytes(32), randomBytes(32)];
const keys = createSecretKeys([one]);

test('opens what it sealed, each time sealed differently', () => {
  const [a, b] = [keys.seal('https://hooks.example/ü', 'url'), keys.seal('https://hooks.example/ü', 'url')];
  expect(a.equals(b)).toBe(false);
  expect([keys.open(a, 'url'), keys.open(new Uint8Array(b), 'url')]).toEqual(Array(2).fill('https://hooks.example/ü'));
  expect(a.includes('hooks.example')).toBe(false);
  expect(keys.open(keys.seal('', 'url'), 'url')).toBe('');
});

test('opens nothing that was changed anywhere, moved to another place, cut off or made up', () => {
  const sealed = keys.seal('secret', 'endpoint:1');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => keys.open(changed, 'endpoint:1')).toThrow();
  }
  expect(() => keys.open(sealed, 'endpoint:2')).toThrow();
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => keys.open(sealed.subarray(0, length), 'endpoint:1')).toThrow();
  }
  expect(() => createSecretKeys([two]).open(sealed, 'endpoint:1')).toThrow('None of the keys');
});

test('a new key in front seals and signs; the old one still opens and verifies, until it is taken away', () => {
  const rotated = createSecretKeys([two, one]);
  expect(rotated.open(keys.seal('a', 'c'), 'c')).toBe('a');
  expect(rotated.verify(keys.sign('a', 'p'), 'p')).toBe('a');
  expect(() => keys.open(rotated.seal('a', 'c'), 'c')).toThrow();
  expect(createSecretKeys([two]).open(rotated.seal('a', 'c'), 'c')).toBe('a');
  expect(createSecretKeys([two]).verify(keys.sign('a', 'p'), 'p')).toBeNull();
});

test('verifies what it signed, for its purpose alone', () => {
  const token = keys.sign('{"user":"ü"}', 'unsubscribe');
  expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
  expect(keys.verify(token, 'unsubscribe')).toBe('{"user":"ü"}');
  expect(keys.verify(token, 'something else')).toBeNull();
  const forged = `${Buffer.from('{"user":"eve"}').toString('base64url')}.${token.split('.')[1]!}`;
  for (const wrong of ['', '.', 'a.b', forged, `${token}x`, `${token}.`, token.slice(0, -1), token.replace('.', '')]) {
    expect(keys.verify(wrong, 'unsubscribe')).toBeNull();
  }
});

test('takes no key that is too short or long, and cannot do without', () => {
  for (const wrong of [[], [randomBytes(31)], [randomBytes(33)], [one, Buffer.alloc(0)]]) {
    expect(() => createSecretKeys(wrong)).toThrow(RangeError);
  }
});
