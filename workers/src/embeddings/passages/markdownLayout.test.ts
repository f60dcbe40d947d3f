import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { withinLimit } from '@prism/testkit/withinLimit';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

import { markdownLayout } from './markdownLayout.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const files = globSync('{*.md,docs/**/*.md,{packages,subgraphs}/*/README.md,workers/README.md}', { cwd: root });

/** Where headings, fenced code, tables and lists begin, by CommonMark's own parser. */
function byMdast(text: string): string[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.flatMap((node) => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'heading') return [`${String(start)} heading ${String(node.depth)}`];
    const whole =
      node.type === 'table' || node.type === 'list' || (node.type === 'code' && /[`~]/.test(text.charAt(start)));
    return whole ? [`${String(start)} lines`] : [];
  });
}

function byLayout(text: string): string[] {
  return markdownLayout(text).blocks.flatMap(({ start: line, kind, level = 0 }) => {
    const start = line + text.slice(line).search(/\S/);
    if (kind === 'heading') return [`${String(start)} heading ${String(level)}`];
    return kind === 'lines' ? [`${String(start)} lines`] : [];
  });
}

const headings = (all: readonly string[]) => all.filter((each) => each.includes('heading'));

describe('what is read of Markdown', () => {
  it.each(files)('%s has the headings that CommonMark says', (file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    expect(headings(byLayout(text))).toEqual(headings(byMdast(text)));
  });

  it.each([
    'a | b\n--- | :-:\n1 | 2\n\ntext',
    '# One #\n## Two ##not\n### \n#not\n####### not\n   # Three ###   \n',
    'Big\nheading\n===\n\nSmall\n---\ntext\n\n---\n\nafter a rule',
    '~~~\n# no\n```\n~~~\n# yes\n\n````\n```\n# no\n````',
    '- a\n\n  # in it\n- b\n\n# out',
    '1. a\n2. b\n\ntext',
  ])('%j is what CommonMark says', (text) => {
    expect(byLayout(text)).toEqual(byMdast(text));
  });

  it.each([
    `# a${' '.repeat(1_000_000)}b`,
    `# ${' #'.repeat(500_000)}x`,
    `a\n-|-${' '.repeat(1_000_000)}x`,
    '#'.repeat(1_000_000),
    '> '.repeat(500_000),
    '\n'.repeat(1_000_000),
  ])('takes no more than its length for case %#', async (text) => {
    await withinLimit(() => markdownLayout(text));
  });
});
