export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly isOurs: boolean;
}

export interface BarChartOptions {
  readonly title: string;
  /** Below the bars. */
  readonly note: string;
  readonly bars: readonly Bar[];
}

const width = 860;
const left = 230;
const right = 90;
const top = 48;
const rowHeight = 30;
const noteWidth = 130;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${String(character.codePointAt(0))};`);

/** Breaks a text into lines at spaces. */
function linesOf(text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length > noteWidth) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** Horizontal bars as SVG, legible on light and dark pages. */
export function barChart({ title, note, bars }: BarChartOptions): string {
  const greatest = Math.max(1, ...bars.map(({ value }) => value));
  const notes = linesOf(note);
  const height = top + bars.length * rowHeight + 16 + notes.length * 16;
  const rows = bars.map(({ label, value, isOurs }, index) => {
    const y = top + index * rowHeight;
    const length = Math.max(1, (value / greatest) * (width - left - right));
    return [
      `<text x="${left - 10}" y="${y + 16}" text-anchor="end"${isOurs ? ' font-weight="bold"' : ''}>${escaped(label)}</text>`,
      `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="22" rx="3" fill="${isOurs ? '#2563eb' : '#94a3b8'}"/>`,
      `<text x="${(left + length + 8).toFixed(1)}" y="${y + 16}">${Math.round(value).toLocaleString('en')}</text>`,
    ].join('\n');
  });
  const noteLines = notes.map(
    (line, index) =>
      `<text x="12" y="${top + bars.length * rowHeight + 16 + index * 16}" font-size="11" fill="#475569">${escaped(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="#0f172a">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="12" y="26" font-size="15" font-weight="bold">${escaped(title)}</text>
${rows.join('\n')}
${noteLines.join('\n')}
</svg>
`;
}
