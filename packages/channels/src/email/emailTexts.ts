/** What an email says besides the notifications themselves. */
export type EmailTexts = {
  readonly urgent: string;
  readonly digest: (count: number) => string;
  readonly why: string;
  readonly unsubscribe: string;
};

const texts = {
  en: {
    urgent: 'Urgent',
    digest: (count) => `${String(count)} notifications`,
    why: 'You receive this email because of your notification preferences.',
    unsubscribe: 'Unsubscribe',
  },
  de: {
    urgent: 'Dringend',
    digest: (count) => `${String(count)} Benachrichtigungen`,
    why: 'Du erhältst diese E-Mail aufgrund deiner Benachrichtigungseinstellungen.',
    unsubscribe: 'Abbestellen',
  },
  fr: {
    urgent: 'Urgent',
    digest: (count) => `${String(count)} notifications`,
    why: 'Vous recevez cet e-mail en raison de vos préférences de notification.',
    unsubscribe: 'Se désabonner',
  },
} satisfies Record<string, EmailTexts>;

const isKnown = (language: string): language is keyof typeof texts => Object.hasOwn(texts, language);

/** The texts of a locale such as `de-AT`, by its language; English where that is not known. */
export function emailTextsOf(locale: string): EmailTexts & { readonly language: string } {
  const [language = ''] = locale.toLowerCase().split(/[-_]/);
  return isKnown(language) ? { ...texts[language], language } : { ...texts.en, language: 'en' };
}
