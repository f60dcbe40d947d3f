/** A line of a plot: points from left to right. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const width = 720;
const height = 400;
const left = 64;
const right = 150;
const top = 40;
const bottom = 52;
const colours = ['#2563eb', '#93c5fd', '#dc2626', '#fca5a5', '#059669', '#6ee7b7'];

/** A line plot as SVG, with a logarithmic axis to the right and a linear one upwards from zero. */
export function plot(
  title: string,
  axes: { readonly x: string; readonly y: string },
  series: readonly Series[],
): string {
  const points = series.flatMap((line) => line.points);
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const [least, most] = [Math.log(xs[0] ?? 1), Math.log(xs.at(-1) ?? 10)];
  const ceiling = niceCeiling(Math.max(...points.map(({ y }) => y)));
  const across = (x: number) => left + ((Math.log(x) - least) / (most - least || 1)) * (width - left - right);
  const up = (y: number) => height - bottom - (y / ceiling) * (height - top - bottom);
  const text = (x: number, y: number, anchor: string, content: string) =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${content}</text>`;
  const rule = (y: number) =>
    `<line x1="${left}" x2="${width - right}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="#e5e7eb"/>`;
  const levels = [0, 1, 2, 3, 4].map((part) => (ceiling * part) / 4);
  const lines = series.map(({ name, points: own }, index) => {
    const colour = colours[index % colours.length] ?? '#000';
    const path = own.map(({ x, y }) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`).join(' ');
    const dots = own.map(
      ({ x, y }) => `<circle cx="${across(x).toFixed(1)}" cy="${up(y).toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    const legend = `<rect x="${width - right + 16}" y="${top + index * 20}" width="12" height="12" fill="${colour}"/>${text(width - right + 34, top + index * 20 + 10, 'start', name)}`;
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${legend}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<g fill="#111827">${text(left, 22, 'start', title)}</g>`,
    ...levels.map((level) => rule(up(level)) + text(left - 8, up(level) + 4, 'end', String(level))),
    ...xs.map((x) => text(across(x), height - bottom + 18, 'middle', x.toLocaleString('en'))),
    text((left + width - right) / 2, height - 12, 'middle', axes.x),
    `<text transform="translate(16 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${axes.y}</text>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

/** The next of 4, 8, 20, 40, 80, 200 …: divides into four round steps. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [2, 4, 8, 20].map((step) => step * power).find((step) => step >= value) ?? 20 * power;
}
