import type { Logger } from '@prism/telemetry/logger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { AskInternally } from '../auth/askInternally.ts';
import { unsubscribeTextsOf } from './unsubscribeTexts.ts';

export interface UnsubscribeOptions {
  readonly ask: AskInternally;
  readonly log: Logger;
}

const querySchema = z.object({ token: z.string().min(1).max(4_096) });
const answerSchema = z.object({ unsubscribed: z.boolean() });

const maxBodyBytes = 4_096;

/**
 * `/unsubscribe?token=…`, the link in emails. GET shows a page with a button and changes nothing: mail programs and scanners open
 * links by themselves. POST, which the button sends and mail programs on one click (RFC 8058), ends those emails; doing it again
 * changes nothing. Needs no session: the token is the proof, and says all that it can do.
 */
export function addUnsubscribe(app: FastifyInstance, { ask, log }: UnsubscribeOptions): void {
  // Apart from the graph, which takes no forms: a page elsewhere could send those in a visitor's name.
  void app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    // Whatever form it is in, it says only what the address says already.
    routes.addContentTypeParser('*', { parseAs: 'string', bodyLimit: maxBodyBytes }, (_request, _body, parsed) => {
      parsed(null);
    });
    routes.get('/unsubscribe', (request, reply) =>
      querySchema.safeParse(request.query).success ? send(reply, 200, 'ask') : send(reply, 404, 'unknown'),
    );
    routes.post('/unsubscribe', { bodyLimit: maxBodyBytes }, async (request, reply) => {
      const query = querySchema.safeParse(request.query);
      if (!query.success) return send(reply, 404, 'unknown');
      try {
        const unsubscribed = await unsubscribe(ask, query.data.token);
        return await (unsubscribed ? send(reply, 200, 'done') : send(reply, 404, 'unknown'));
      } catch (error) {
        log.error({ err: error, requestId: request.id }, 'unsubscribing failed');
        // Mail programs may try again.
        return send(reply.header('retry-after', '60'), 503, 'failed');
      }
    });
    done();
  });
}

/** Understood by the subgraph that has the key which the link was signed with. */
async function unsubscribe(ask: AskInternally, token: string): Promise<boolean> {
  const { status, json } = await ask('notifications', '/internal/unsubscribe', { token });
  if (status !== 200) throw new Error(`notifications answered ${String(status)} to an unsubscription`);
  return answerSchema.parse(json).unsubscribed;
}

function send(reply: FastifyReply, status: number, name: PageName): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'accept-language',
      // The address is a proof: it is told to nobody.
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    })
    .send(page(name, unsubscribeTextsOf(reply.request.headers['accept-language'])));
}

type PageName = 'ask' | 'done' | 'unknown' | 'failed';

function page(name: PageName, texts: ReturnType<typeof unsubscribeTextsOf>): string {
  const [title, text] = texts[name];
  return `<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em}button{font:inherit;padding:.5em 1em}</style>
</head>
<body><h1>${title}</h1><p>${text}</p>${name === 'ask' ? form(texts.button) : ''}</body>
</html>
`;
}

// A form without an action is sent to the address of its page, token included.
const form = (button: string) => `
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${button}</button></form>`;
