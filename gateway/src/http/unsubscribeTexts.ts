/** What the pages of a link in an email say. */
export type UnsubscribeTexts = {
  readonly ask: readonly [title: string, text: string];
  readonly button: string;
  readonly done: readonly [title: string, text: string];
  readonly unknown: readonly [title: string, text: string];
  readonly failed: readonly [title: string, text: string];
};

const texts = {
  en: {
    ask: ['Unsubscribe?', 'Nothing has changed yet. The button ends emails of this kind.'],
    button: 'Unsubscribe',
    done: ['You are unsubscribed', 'You can change this at any time in your notification preferences.'],
    unknown: ['This link is not valid', 'Change your notification preferences in the application.'],
    failed: ['This does not work now', 'Try again in a minute.'],
  },
  de: {
    ask: ['Abbestellen?', 'Noch ist nichts geändert. Der Knopf beendet E-Mails dieser Art.'],
    button: 'Abbestellen',
    done: ['Abbestellt', 'Du kannst das jederzeit in deinen Benachrichtigungseinstellungen ändern.'],
    unknown: ['Dieser Link ist ungültig', 'Ändere deine Benachrichtigungseinstellungen in der Anwendung.'],
    failed: ['Das geht gerade nicht', 'Versuche es in einer Minute noch einmal.'],
  },
  fr: {
    ask: ['Se désabonner ?', 'Rien n’a encore changé. Le bouton met fin aux e-mails de ce type.'],
    button: 'Se désabonner',
    done: ['Vous êtes désabonné', 'Vous pouvez changer cela à tout moment dans vos préférences de notification.'],
    unknown: ['Ce lien n’est pas valable', 'Modifiez vos préférences de notification dans l’application.'],
    failed: ['Cela ne fonctionne pas pour le moment', 'Réessayez dans une minute.'],
  },
} as const satisfies Record<string, UnsubscribeTexts>;

const isKnown = (language: string): language is keyof typeof texts => Object.hasOwn(texts, language);

/** In the first known language of an `Accept-Language` header, which browsers send in the order of preference; else English. */
export function unsubscribeTextsOf(acceptLanguage = ''): UnsubscribeTexts & { readonly language: string } {
  const languages = acceptLanguage.split(',').map((one) => one.trim().split(/[-;]/)[0]?.toLowerCase() ?? '');
  const language = languages.find(isKnown) ?? 'en';
  return { ...texts[language], language };
}
