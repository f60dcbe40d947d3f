import type { Message, MessageItem, Provider } from '../channel.ts';
import { cut } from '../cut.ts';
import { createHttpProvider, type ProviderParts } from '../httpProvider.ts';

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
      return status === 408 || status === 429 || status >= 500 || status < 400 ? 'RETRY' : 'FAILED';
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
    text: shown.map(({ title }) => escapeMrkdwn(oneLine(title))).join('\n'),
    blocks: sections.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })),
  };
}

function sectionText({ title, body, urgent }: MessageItem): string {
  const heading = `${urgent ? ':rotating_light: ' : ''}*${escapeMrkdwn(oneLine(title)).replaceAll('*', '∗')}*`;
  return body === null || body === '' ? heading : `${heading}\n${escapeMrkdwn(cut(body, bodyCharacters))}`;
}

const oneLine = (text: string) => cut(text.replaceAll(/\s+/g, ' ').trim(), titleCharacters);

/** Slack's three control characters; and what calls everybody where `@` alone does it, parted by what nobody sees. */
function escapeMrkdwn(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(?=here|channel|everyone|all)/gi, '@\u200b');
}
