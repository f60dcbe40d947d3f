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

const texts: readonly unknown[] = ['', ' \n', nul, halfSurrogate, long, "'; DROP TABLE tasks.task; --", '\u202e\ufffd'];
const notText: readonly unknown[] = [null, {}, ['x'], true, 1.5];

const byType: Readonly<Record<string, readonly unknown[]>> = {
  ID: [...texts, 'no-id', randomUUID(), '00000000-0000-0000-0000-000000000000', `{${randomUUID()}}`, 7, ...notText],
  String: [...texts, huge, ...notText, 'eyJ4Ijoxfq', 'WzEsMl0', 'bnVsbA'],
  Int: [-1, 0, 2_147_483_647, 2_147_483_648, -2_147_483_648, 1.5, 1e300, 'x', null, {}],
  Float: [1e308, -1e308, 'NaN', '1', null, {}],
  Boolean: ['yes', 1, null, {}],
  DateTime: [
    ...texts.slice(0, 4),
    'yesterday',
    '2026-02-30T10:00:00Z',
    '2026-11-20T10:00:00',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
    1e300,
    null,
    {},
  ],
  JSON: [
    { [nul]: 1 },
    { a: halfSurrogate },
    { a: [nul] },
    deep(2_000),
    [],
    'x',
    1e308,
    null,
    { __proto__: null, constructor: 1 },
  ],
};

/** What a careless or hostile client might put where a type is expected. Some of it is valid; none of it may do harm. */
export function hostileValues(type: GraphQLInputType): readonly unknown[] {
  const inner = getNullableType(type);
  if (isListType(inner))
    return [null, [], [null], [[]], 'x', {}, Array.from({ length: 1_100 }, () => sampleOf(inner.ofType))];
  if (isInputObjectType(inner)) return [null, {}, [], 'x', { noSuchField: 1 }];
  if (isEnumType(inner)) return ['NO_SUCH', '', 1, null, {}, inner.getValues()[0]?.name.toLowerCase()];
  return byType[getNamedType(inner).name] ?? [null, {}, 'x'];
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
