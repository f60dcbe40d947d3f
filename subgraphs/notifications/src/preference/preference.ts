import {
  defaultChannels,
  defaultDigest,
  kindNames,
  type Channels,
  type Digest,
  type Kind,
} from '../notification/kinds.ts';

/** How one kind of notification reaches a person. */
export type Choices = Channels & { readonly digest: Digest };

/** What somebody chose; null where they chose nothing. */
export type Chosen = { readonly [C in keyof Choices]: Choices[C] | null };

/** Who chose a value, the strongest first. */
export type Source = 'PERSON' | 'ORGANIZATION' | 'PRISM';

/** What holds for a kind, and who chose it. */
export type Preference = Choices & {
  readonly kind: Kind;
  readonly sources: { readonly [C in keyof Choices]: Source };
};

/** What a person and an organization chose for kinds; both may be silent. */
export type ChosenByKind = ReadonlyMap<Kind, { readonly PERSON?: Chosen; readonly ORGANIZATION?: Chosen }>;

/** What holds for every kind. */
export function resolvePreferences(chosen: ChosenByKind): Preference[] {
  return kindNames.map((kind) => resolvePreference(kind, chosen));
}

/** What holds for one kind: each value is the person's, else the organization's, else that of the registry. */
export function resolvePreference(kind: Kind, chosen: ChosenByKind): Preference {
  const { PERSON: person, ORGANIZATION: organization } = chosen.get(kind) ?? {};
  const fallback = choicesOfRegistry(kind);
  const values = Object.fromEntries(
    choiceNames.map((name) => [name, person?.[name] ?? organization?.[name] ?? fallback[name]]),
  ) as Choices;
  const sources = Object.fromEntries(
    choiceNames.map((name) => [name, sourceOf(person?.[name] ?? null, organization?.[name] ?? null)]),
  ) as Preference['sources'];
  return { kind, ...values, sources };
}

/** Every choice there is. */
export const choiceNames = [
  'inApp',
  'email',
  'webhook',
  'slack',
  'webPush',
  'digest',
] as const satisfies readonly (keyof Choices)[];

function sourceOf(person: unknown, organization: unknown): Source {
  if (person !== null) return 'PERSON';
  return organization === null ? 'PRISM' : 'ORGANIZATION';
}

function choicesOfRegistry(kind: Kind): Choices {
  return { ...defaultChannels(kind), digest: defaultDigest(kind) };
}
