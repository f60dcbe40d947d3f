import JSZip from 'jszip';

/** A line of a test's PDF: where its baseline is, in points from the bottom, and how large its font. */
export interface PdfTextLine {
  readonly text: string;
  readonly y: number;
  readonly size?: number;
  readonly x?: number;
}

/** A PDF in Latin-1, written by hand: one content stream a page, Helvetica, no compression. */
export function makePdf(
  pages: readonly (readonly PdfTextLine[])[],
  { title, locked = false }: { readonly title?: string; readonly locked?: boolean } = {},
): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${String(pages.length)} /Kids [${pages.map((_, index) => `${String(5 + 2 * index)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< ${title === undefined ? '' : `/Title (${escapeText(title)})`} >>`,
    ...pages.flatMap((lines, index) => {
      const content = lines.map(showLine).join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${String(6 + 2 * index)} 0 R >>`,
        `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
      ];
    }),
    // No password fits these: whoever opens it is asked for one.
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const size = String(objects.length + 1);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const encrypt = locked ? ` /Encrypt ${String(objects.length)} 0 R /ID [<00> <00>]` : '';
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R${encrypt} >>\nstartxref\n${String(file.length)}\n%%EOF\n`;
  return Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${entries}${trailer}`, 'latin1');
}

function showLine({ text, y, size = 11, x = 72 }: PdfTextLine): string {
  return `BT /F1 ${String(size)} Tf 1 0 0 1 ${String(x)} ${String(y)} Tm (${escapeText(text)}) Tj ET`;
}

function escapeText(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

/** A Word document around the XML of a body (`<w:p>…`), with styles named Heading1 to Heading3; `more` adds or replaces parts. */
export async function makeDocx(body: string, more: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> {
  const styles = [1, 2, 3].map(
    (level) =>
      `<w:style w:type="paragraph" w:styleId="Heading${String(level)}"><w:name w:val="heading ${String(level)}"/></w:style>`,
  );
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document ${word}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<?xml version="1.0"?><w:styles ${word}>${styles.join('')}</w:styles>`,
    ...more,
  };
  const zip = new JSZip();
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } });
}

/** A paragraph of a Word document, in a style if one is named. */
export function docxParagraph(text: string, style?: string): string {
  const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}
