/** By which channels a notification reaches a person. */
export type Channels = { readonly inApp: boolean; readonly email: boolean; readonly webhook: boolean };

/** What a notification says. */
export type Text = { readonly title: string; readonly body: string | null };

/** What a kind's text is made of. `actor` is the name of who did it, null when an API key did. */
type Facts = {
  TASK_ASSIGNED: { readonly actor: string | null; readonly task: string };
  TASK_MENTIONED: { readonly actor: string | null; readonly task: string };
  TASK_FINISHED: { readonly actor: string | null; readonly task: string };
  DOCUMENT_READY: { readonly document: string };
  DOCUMENT_FAILED: { readonly document: string; readonly reason: string | null };
  ANNOUNCEMENT: { readonly title: string; readonly body: string | null };
};

/** Why somebody is notified. */
export type Kind = keyof Facts;

type KindDefinition<F> = { readonly defaults: Channels; readonly text: (facts: F) => Text };

const inboxOnly: Channels = { inApp: true, email: false, webhook: false };

/** Every kind: which channels carry it for a person who chose nothing, and what it says. */
const kinds = {
  TASK_ASSIGNED: {
    defaults: inboxOnly,
    text: ({ actor, task }) => line(actor ? `${actor} assigned you “${task}”` : `“${task}” was assigned to you`),
  },
  TASK_MENTIONED: {
    defaults: inboxOnly,
    text: ({ actor, task }) => line(actor ? `${actor} mentioned you in “${task}”` : `You were mentioned in “${task}”`),
  },
  TASK_FINISHED: {
    defaults: inboxOnly,
    text: ({ actor, task }) => line(actor ? `${actor} finished “${task}”` : `“${task}” is finished`),
  },
  DOCUMENT_READY: { defaults: inboxOnly, text: ({ document }) => line(`“${document}” is ready`) },
  DOCUMENT_FAILED: {
    defaults: inboxOnly,
    text: ({ document, reason }) => ({ title: `“${document}” could not be indexed`, body: reason }),
  },
  ANNOUNCEMENT: { defaults: inboxOnly, text: ({ title, body }) => ({ title, body }) },
} as const satisfies { [K in Kind]: KindDefinition<Facts[K]> };

/** The names of all kinds, in the order in which a person sees them. */
export const kindNames = Object.keys(kinds) as readonly Kind[];

/** Whether a text names a kind. */
export function isKind(value: string): value is Kind {
  return Object.hasOwn(kinds, value);
}

/** The channels of a kind for a person who chose nothing. */
export function defaultChannels(kind: Kind): Channels {
  return kinds[kind].defaults;
}

/** What a notification of this kind says. */
export function textOf<K extends Kind>(kind: K, facts: Facts[K]): Text {
  // Which entry belongs to K is known to the mapped type, and lost to the compiler where K is still open.
  const { text } = kinds[kind] as unknown as KindDefinition<Facts[K]>;
  return text(facts);
}

function line(title: string): Text {
  return { title, body: null };
}
