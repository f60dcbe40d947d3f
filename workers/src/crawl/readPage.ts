import type { FetchedPage, PageOutcome } from '@prism/knowledge/domain';
import { pageUrl } from '@prism/knowledge/domain';
import type { OutboundResponse } from '@prism/net/outbound';
import { fileTypeFromBuffer } from 'file-type';

import { createBreather } from '../embeddings/breathe.ts';
import { addWishes, readHtml } from './readHtml.ts';
import { unpack } from './unpack.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const files = new Set(['application/pdf', docx]);
const texts: Readonly<Record<string, string>> = {
  'text/html': 'text/html',
  'application/xhtml+xml': 'text/html',
  'text/plain': 'text/plain',
  'text/markdown': 'text/markdown',
  'text/x-markdown': 'text/markdown',
};

/** What became of a page that its server has answered with. */
export async function readPage(response: OutboundResponse, maxBytes: number): Promise<PageOutcome> {
  const { url, status: httpStatus, headers } = response;
  const skipped = (reason: string): PageOutcome => ({ kind: 'SKIPPED', reason, httpStatus, links: [] });
  const body = await unpack(response.body, headers['content-encoding'], maxBytes);
  if ('reason' in body) return { kind: 'FAILED', reason: body.reason, httpStatus, links: [] };
  const type = await typeOf(body, headers['content-type'] ?? '', url);
  if (type === null)
    return skipped(`Files of this kind are not read: ${(headers['content-type'] || 'unknown').slice(0, 100)}.`);
  const about = { url, etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
  const wishes = new Set<string>();
  addWishes(wishes, headers['x-robots-tag']);
  if (files.has(type)) {
    if (wishes.has('noindex')) return skipped(notIndexed);
    const page = { ...about, canonicalUrl: url, title: titleOf(url), contentType: type, content: body };
    return { kind: 'FETCHED', page, httpStatus, links: [] };
  }
  const content = decode(body, headers['content-type'] ?? '');
  if (content.trim() === '') return skipped('There is nothing in it.');
  const text = { ...about, canonicalUrl: url, title: titleOf(url), contentType: type, content };
  return type === 'text/html'
    ? readWebPage(text, { httpStatus, wishes })
    : asked(text, { httpStatus, wishes, links: [] });
}

const notIndexed = 'The page asks not to be indexed.';

type Text = FetchedPage & { readonly content: string };
type About = { readonly httpStatus: number; readonly wishes: ReadonlySet<string> };

function asked(page: Text, { httpStatus, wishes, links }: About & { readonly links: readonly string[] }): PageOutcome {
  return wishes.has('noindex')
    ? { kind: 'SKIPPED', reason: notIndexed, httpStatus, links }
    : { kind: 'FETCHED', page, httpStatus, links };
}

async function readWebPage(page: Text, { httpStatus, wishes }: About): Promise<PageOutcome> {
  const head = await readHtml(page.content, page.url, createBreather());
  const all = new Set(wishes);
  if (head.noIndex) all.add('noindex');
  const links = head.noFollow || all.has('nofollow') ? [] : head.links;
  const title = head.title?.replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed();
  return asked(
    { ...page, title: title ? title : page.title, canonicalUrl: canonicalOf(page.url, head.canonical) },
    { httpStatus, wishes: all, links },
  );
}

/** A page's word for where it really is counts within its own site. */
function canonicalOf(url: string, canonical: string | null): string {
  const named = canonical === null ? null : pageUrl(canonical);
  return named !== null && new URL(named).origin === new URL(url).origin ? named : url;
}

/** What it is, by its bytes, else by what the server says, else by its address. Null: nothing that is read. */
async function typeOf(body: Buffer, header: string, url: string): Promise<string | null> {
  const found = await fileTypeFromBuffer(body).catch(() => undefined);
  if (found && files.has(found.mime)) return found.mime;
  const declared = header.split(';')[0]?.trim().toLowerCase() ?? '';
  const text =
    texts[declared] ?? (declared === '' || declared === 'application/octet-stream' ? textByEnding(url) : null);
  // Some XML is a web page; every other kind that is known by its bytes is no text, whatever the server says.
  return found && found.mime !== 'application/xml' ? null : (text ?? null);
}

function textByEnding(url: string): string | null {
  const ending = /\.(\w+)$/.exec(new URL(url).pathname)?.[1]?.toLowerCase();
  if (ending === 'md' || ending === 'markdown') return 'text/markdown';
  return ending === 'txt' ? 'text/plain' : ending === 'html' || ending === 'htm' ? 'text/html' : null;
}

/** The last part of the path, or the host. */
function titleOf(url: string): string {
  const { pathname, host } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '') ?? host;
  try {
    return decodeURIComponent(last).replaceAll('\0', '').slice(0, 500).toWellFormed().trim() || host;
  } catch {
    return last.slice(0, 500);
  }
}

/** As text that Postgres can store: by the server's charset, the page's own, or UTF-8. */
function decode(body: Buffer, header: string): string {
  const named = /charset\s*=\s*["']?([\w:.-]+)/i;
  const label = named.exec(header)?.[1] ?? named.exec(body.subarray(0, 1_024).toString('latin1'))?.[1] ?? 'utf-8';
  return decoderOf(label).decode(body).replaceAll('\0', '').toWellFormed();
}

function decoderOf(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
