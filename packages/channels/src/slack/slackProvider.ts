import type { Message, MessageItem, Provider } from '../channel.ts';
import { cut } from '../cut.ts';
import { createHttpProvider, judgeByStatus, type ProviderParts } from '../httpProvider.ts';

// Slack's own limits: 50 blocks a message, 3,000 characters a section.
const maxItems = 20;
const titleCharacters = 200;
const bodyCharacters = 1_500;

/** Incoming webhooks as Slack has them, and others after it. Nothing in a message can mention anybody or hide a link. */
export function createSlackProvider(parts: ProviderParts): Provider {
  return createHttpProvider(parts, {
    name: 'slack',
    write: (message) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(slackMessage(message)),
    }),
    judge: ({ status, text }) => {
      // By these Slack says that the webhook, its channel or its team is gone.
      if (status === 404 || status === 410 || /^(no_service|no_team|no_active_hooks|invalid_token)/.test(text))
        return 'DISABLE';
      return judgeByStatus(status);
    },
  });
}

function slackMessage({ items }: Message): unknown {
  const shown = items.slice(0, maxItems);
  const more = items.length - shown.length;
  const sections = shown.map(sectionText);
  if (more > 0) sections.push(`+ ${String(more)}`);
  return {
    // What a notification shows, and what is shown where blocks are not known.
    text: shown.map(({ title }) => escaped(oneLine(title), titleCharacters)).join('\n'),
    blocks: sections.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })),
  };
}

function sectionText({ title, body, urgent }: MessageItem): string {
  const heading = `${urgent ? ':rotating_light: ' : ''}*${escaped(oneLine(title), titleCharacters).replaceAll('*', '∗')}*`;
  return body === null || body === '' ? heading : `${heading}\n${escaped(body, bodyCharacters)}`;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** The beginning of a text, of `max` characters at most once it is escaped: what is cut is a character, never half an entity. */
function escaped(text: string, max: number): string {
  let kept = cut(text, max);
  for (let length = escapeMrkdwn(kept).length; length > max; length = escapeMrkdwn(kept).length) {
    kept = cut(text, Math.floor((kept.length * max) / length));
  }
  return escapeMrkdwn(kept);
}

/** Slack's three control characters; and what calls everybody where `@` alone does it, parted by what nobody sees. */
function escapeMrkdwn(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(?=here|channel|everyone|all)/gi, '@\u200b');
}
