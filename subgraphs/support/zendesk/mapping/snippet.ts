import { convert } from 'html-to-text';
import { shorten } from '@customer-graph/process/shorten';

const longest = 200;
/** Characters of HTML that are read. Articles may be megabytes long, and a snippet needs their beginning only. */
const longestHtml = 20_000;

/** Every element as plain text in one line, without addresses, list signs and upper case. */
const plain = {
  wordwrap: false as const,
  preserveNewlines: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'template', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'ul', options: { itemPrefix: ' ' } },
    { selector: 'hr', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'block' },
  ],
};

/** The beginning of an article as plain text, without markup. */
export function snippetOf(html: string | null): string | null {
  if (html === null) return null;
  const text = convert(html.slice(0, longestHtml), plain).replace(/\s+/g, ' ').trim();
  return shorten(text, longest);
}
