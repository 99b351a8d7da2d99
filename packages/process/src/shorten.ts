const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A grapheme may be of any length: a letter with a thousand accents is one. In UTF-16 units. */
const longestGrapheme = 32;

/**
 * Returns a text with at most `longest` characters as people count them (Unicode, UAX #29), and an ellipsis in place of the
 * rest. No emoji, accent or flag is cut in two. A lone surrogate becomes U+FFFD.
 *
 * @param ending replaces the rest; default: an ellipsis
 * @example
 * shorten('naïve café', 5); // 'naïve…'
 */
export function shorten(text: string, longest: number, ending = '…'): string {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= longest) return wellFormed;
  let end = 0;
  let count = 0;
  // The beginning only: the time of segmenting grows with the length.
  for (const { segment, index } of graphemes.segment(wellFormed.slice(0, longest * longestGrapheme).toWellFormed())) {
    if (count === longest) return `${wellFormed.slice(0, end).trimEnd()}${ending}`;
    count += 1;
    end = index + Math.min(segment.length, longestGrapheme);
  }
  return end >= wellFormed.length ? wellFormed : `${wellFormed.slice(0, end).toWellFormed().trimEnd()}${ending}`;
}

/**
 * Returns the end of a text, with at most `longest` UTF-16 units, beginning with a whole character.
 *
 * @example
 * endOf('a👍🏽.png', 5); // '.png'
 */
export function endOf(text: string, longest: number): string {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= longest) return wellFormed;
  // The end and what it may cut in two.
  const start = Math.max(0, wellFormed.length - longest - longestGrapheme);
  const last = wellFormed.slice(start).toWellFormed();
  const whole = [...graphemes.segment(last)].find(({ index }) => last.length - index <= longest);
  return whole ? last.slice(whole.index) : '';
}
