import type { Locale } from '../notification/locales.ts';

/** How a person wants to be addressed. Times are `HH:MM` in their time zone. */
export type Settings = {
  readonly locale: Locale;
  /** An IANA name that Postgres knows, too. */
  readonly timeZone: string;
  /** May span midnight; both ends differ. */
  readonly quietHours: { readonly from: string; readonly until: string } | null;
  readonly digestTime: string;
};

/** What holds for who chose nothing; the same as the table's defaults. */
export const defaultSettings: Settings = { locale: 'en', timeZone: 'UTC', quietHours: null, digestTime: '08:00' };

/** What somebody changes; what is left out stays, and quiet hours of null end. */
export type SettingsChange = { readonly [S in keyof Settings]?: Settings[S] | undefined };
