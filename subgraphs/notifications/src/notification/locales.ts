/** The languages that Prism speaks, the one that it falls back to first. */
export const locales = ['en', 'de', 'fr'] as const;

/** One of {@link locales}. */
export type Locale = (typeof locales)[number];

/** What a notification says, in one language. */
export type Text = { readonly title: string; readonly body: string | null };

/** What a notification says, in every language. */
export type Texts = Readonly<Record<Locale, Text>>;
