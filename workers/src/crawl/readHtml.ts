import { Parser } from 'htmlparser2';

/** What a page says of itself, beside its text. Addresses are resolved. */
export type HtmlHead = {
  readonly title: string | null;
  readonly canonical: string | null;
  readonly links: readonly string[];
  readonly noIndex: boolean;
  readonly noFollow: boolean;
};

/** Parsed at a time: about a millisecond. */
const sliceLength = 32 * 1024;
/** Of one page: more is no page for readers. */
const maxLinks = 2_000;

/** Reads where a page leads and what it wants of robots. Links that it does not want to be followed are left out. */
export async function readHtml(html: string, url: string, breathe: () => Promise<void>): Promise<HtmlHead> {
  let base = url;
  let title: string | null = null;
  let inTitle = false;
  let canonical: string | null = null;
  const wishes = new Set<string>();
  const links = new Set<string>();
  const resolve = (href: string) => (URL.canParse(href, base) ? new URL(href, base).href : null);
  const parser = new FlatParser({
    onopentag(name, { href, rel = '', ...attributes }) {
      inTitle = name === 'title' && title === null;
      const words = rel.toLowerCase().split(/\s+/);
      if (name === 'meta' && isForRobots(attributes['name'])) addWishes(wishes, attributes['content']);
      if (href === undefined) return;
      if (name === 'base') base = resolve(href) ?? base;
      if (name === 'link' && words.includes('canonical')) canonical ??= resolve(href);
      if ((name !== 'a' && name !== 'area') || words.includes('nofollow') || links.size >= maxLinks) return;
      const link = resolve(href);
      if (link !== null) links.add(link);
    },
    ontext(text) {
      if (inTitle) title = (title ?? '') + text;
    },
    onclosetag() {
      inTitle = false;
    },
  });
  for (let at = 0; at < html.length; at += sliceLength) {
    parser.write(html.slice(at, at + sliceLength));
    await breathe();
  }
  parser.end();
  return { title, canonical, links: [...links], noIndex: wishes.has('noindex'), noFollow: wishes.has('nofollow') };
}

/** Whether a header or a page asks for it: `X-Robots-Tag: noindex`, `prismbot: none`. */
export function addWishes(wishes: Set<string>, text = ''): void {
  for (const word of text.toLowerCase().split(/[\s,:]+/)) {
    wishes.add(word);
    if (word === 'none') wishes.add('noindex').add('nofollow');
  }
}

const isForRobots = (name = '') => ['robots', 'prismbot'].includes(name.trim().toLowerCase());

/** Where elements end is of no interest, and costs time that grows with how many are open: none but titles are. */
class FlatParser extends Parser {
  override isVoidElement(name: string): boolean {
    return name !== 'title';
  }
}
