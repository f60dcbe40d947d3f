import type { Message, MessageItem } from '../channel.ts';
import { cut } from '../cut.ts';
import { oneLine } from '../oneLine.ts';
import { emailTextsOf, type EmailTexts } from './emailTexts.ts';

/** An email as it is read. */
export type RenderedEmail = { readonly subject: string; readonly text: string; readonly html: string };

const subjectCharacters = 200;

/** Writes one notification, or several as a digest, as HTML and as plain text, in the recipient's language. */
export function renderEmail(message: Message): RenderedEmail {
  const texts = emailTextsOf(message.recipient?.locale ?? 'en');
  const subject = subjectOf(message, texts);
  return { subject, text: textOf(message, texts), html: htmlOf(message, { subject, texts }) };
}

function subjectOf({ items }: Message, texts: EmailTexts): string {
  const [first] = items;
  const urgent = items.some((item) => item.urgent) ? `${texts.urgent}: ` : '';
  const count = items.length === 1 ? '' : `${texts.digest(items.length)}: `;
  // A header is one line, whatever the title holds.
  return cut(oneLine(`${urgent}${count}${first.title}`), subjectCharacters);
}

function textOf({ items, unsubscribeUrl }: Message, texts: EmailTexts): string {
  const parts = items.map(({ title, body }) => (body ? `${title}\n\n${body}` : title));
  const end = unsubscribeUrl === null ? texts.why : `${texts.why}\n${texts.unsubscribe}: ${unsubscribeUrl}`;
  // The signature separator: mail programs fold or leave out what follows.
  return `${parts.join('\n\n--------\n\n')}\n\n-- \n${end}\n`;
}

function htmlOf(
  { items, unsubscribeUrl }: Message,
  { subject, texts }: { readonly subject: string; readonly texts: ReturnType<typeof emailTextsOf> },
): string {
  const link =
    unsubscribeUrl === null
      ? ''
      : ` <a href="${escapeHtml(unsubscribeUrl)}" style="color:#555">${texts.unsubscribe}</a>`;
  return `<!doctype html>
<html lang="${texts.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f4f4f5;font:16px/1.5 system-ui,sans-serif;color:#18181b">
<div style="max-width:600px;margin:0 auto;padding:24px">
${items.map((item) => itemHtml(item, texts)).join('\n')}
<p style="font-size:13px;color:#555">${escapeHtml(texts.why)}${link}</p>
</div>
</body>
</html>
`;
}

function itemHtml({ title, body, urgent }: MessageItem, texts: EmailTexts): string {
  const mark = urgent ? `<strong style="color:#b91c1c">${escapeHtml(texts.urgent)}</strong> ` : '';
  const paragraph = body ? `<p style="margin:8px 0 0;white-space:pre-line">${escapeHtml(body)}</p>` : '';
  return `<div style="background:#fff;border-radius:8px;padding:20px;margin:0 0 16px">
<h1 style="font-size:18px;margin:0">${mark}${escapeHtml(title)}</h1>${paragraph}
</div>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML text and quoted attributes. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
