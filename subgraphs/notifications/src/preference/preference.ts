import { defaultChannels, kindNames, type Channels, type Kind } from '../notification/kinds.ts';

/** By which channels a person hears of a kind. */
export type Preference = Channels & { readonly kind: Kind };

/** A preference for every kind: what was chosen, else the kind's defaults. */
export function withDefaults(chosen: readonly Preference[]): Preference[] {
  return kindNames.map(
    (kind) => chosen.find((preference) => preference.kind === kind) ?? { kind, ...defaultChannels(kind) },
  );
}
