import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLInputType,
} from 'graphql';

const nul = 'a\u0000b';
const halfSurrogate = 'a\ud800b';
const long = 'x'.repeat(100_000);
const huge = 'x'.repeat(1_100_000);
const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

const texts: readonly unknown[] = ['', ' \n', nul, halfSurrogate];
const moreTexts: readonly unknown[] = ["'; DROP TABLE tasks.task; --", '\u202e\ufffd'];
const notText: readonly unknown[] = [{}, ['x'], true, 1.5];

/** Values for every place of a type, and more that every place of the type treats alike. */
type Hostile = readonly [everywhere: readonly unknown[], more: readonly unknown[]];

const byType: Readonly<Record<string, Hostile>> = {
  ID: [
    [...texts, long, 'no-id', randomUUID(), null],
    [...moreTexts, '00000000-0000-0000-0000-000000000000', `{${randomUUID()}}`, 7, ...notText],
  ],
  String: [
    [...texts, ...moreTexts, long, 'eyJ4Ijoxfq', 'WzEsMl0', 'bnVsbA', null],
    [huge, ...notText],
  ],
  Int: [
    [-1, 0, 2_147_483_647, 1.5, null],
    [2_147_483_648, -2_147_483_648, 1e300, 'x', {}],
  ],
  Float: [[1e308, -1e308, 'NaN', '1', null, {}], []],
  Boolean: [
    ['yes', null],
    [1, {}],
  ],
  DateTime: [
    [
      ...['', nul, 'yesterday', '2026-02-30T10:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
      ...['+275760-09-13T00:00:00.000Z', null],
    ],
    [' \n', halfSurrogate, '2026-11-20T10:00:00', '-271821-04-20T00:00:00.000Z', 1e300, {}],
  ],
  JSON: [
    [{ [nul]: 1 }, { a: halfSurrogate }, { a: [nul] }, [], 'x', 1e308, null],
    [deep(2_000), { __proto__: null, constructor: 1 }],
  ],
};

function hostile(type: GraphQLInputType): Hostile {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const many = Array.from({ length: 1_100 }, () => sampleOf(inner.ofType));
    return [
      [null, [], [null], many],
      [[[]], 'x', {}],
    ];
  }
  if (isInputObjectType(inner)) {
    return [
      [null, {}, { noSuchField: 1 }],
      [[], 'x'],
    ];
  }
  if (isEnumType(inner)) {
    return [
      ['NO_SUCH', null, inner.getValues()[0]?.name.toLowerCase()],
      ['', 1, {}],
    ];
  }
  return byType[getNamedType(inner).name] ?? [[null, {}, 'x'], []];
}

/**
 * What a careless or hostile client might put where a type is expected. Some of it is valid; none of it may do harm. `all` is
 * also what the gateway refuses by its type, and what is too large for any place: one operation of a kind shows what comes of it.
 */
export function hostileValues(type: GraphQLInputType, { all }: { readonly all: boolean }): readonly unknown[] {
  const [everywhere, more] = hostile(type);
  return all ? [...everywhere, ...more] : everywhere;
}

function sampleOf(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (!isInputObjectType(inner)) return randomUUID();
  return Object.fromEntries(
    Object.values(inner.getFields())
      .filter((field) => field.type.toString().endsWith('!'))
      .map((field) => [field.name, 'x']),
  );
}
