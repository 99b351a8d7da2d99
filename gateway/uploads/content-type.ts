import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';
import { endOf } from '@customer-graph/process/shorten';

/** A type of file that is accepted. */
interface AcceptedType {
  /** The usual endings of file names; the first is added to a name without one. */
  readonly endings: readonly string[];
  /** The types that detection may return for such a file; null: none, because plain text cannot be detected. */
  readonly detectedAs: readonly (string | null)[];
}

const zip = 'application/zip';
const office = 'application/vnd.openxmlformats-officedocument';

/** Types that are common in support and safe to open, by the type that the client declares. */
const accepted: ReadonlyMap<string, AcceptedType> = new Map<string, AcceptedType>([
  ['image/png', { endings: ['png'], detectedAs: ['image/png', 'image/apng'] }],
  ['image/jpeg', { endings: ['jpg', 'jpeg', 'jfif'], detectedAs: ['image/jpeg'] }],
  ['image/gif', { endings: ['gif'], detectedAs: ['image/gif'] }],
  ['image/webp', { endings: ['webp'], detectedAs: ['image/webp'] }],
  ['application/pdf', { endings: ['pdf'], detectedAs: ['application/pdf'] }],
  ['text/plain', { endings: ['txt', 'log', 'md'], detectedAs: [null] }],
  ['text/csv', { endings: ['csv'], detectedAs: [null] }],
  ['application/json', { endings: ['json'], detectedAs: [null] }],
  [zip, { endings: ['zip'], detectedAs: [zip] }],
  // Office files are ZIP archives, recognised as their own type only where the first entries say so.
  [
    `${office}.wordprocessingml.document`,
    { endings: ['docx'], detectedAs: [`${office}.wordprocessingml.document`, zip] },
  ],
  [`${office}.spreadsheetml.sheet`, { endings: ['xlsx'], detectedAs: [`${office}.spreadsheetml.sheet`, zip] }],
]);

/** Beginnings of text that browsers show as a page, or systems run (WHATWG, "MIME Sniffing", 7.1; "#!" of Unix). */
const activeText =
  /^\s*(?:<(?:!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|!--|\?xml|\?php)[\s>]|#!)/i;
const byteOrderMark = /^\ufeff/;

export const isAcceptedType = (declared: string): boolean => accepted.has(declared);

/**
 * Whether a file's content is of the declared type. Where only the beginning is known, only that is checked.
 *
 * @param head the beginning of the file, or all of it
 */
export async function isOfType(declared: string, head: Buffer): Promise<boolean> {
  const type = accepted.get(declared);
  if (!type) return false;
  const detected = (await fileTypeFromBuffer(head))?.mime ?? null;
  return type.detectedAs.includes(detected) && (detected !== null || isPlainText(head));
}

function isPlainText(head: Buffer): boolean {
  // The end of the head may lie within a character.
  const whole = [0, 1, 2, 3]
    .map((cut) => head.subarray(0, Math.max(0, head.length - cut)))
    .find((part) => isUtf8(part));
  if (!whole || whole.includes(0)) return false;
  return !activeText.test(whole.toString('utf8').replace(byteOrderMark, ''));
}

/** A file name that nothing takes for a path, a header or a program: cleaned, and with an ending of the declared type. */
export function cleanFileName(given: string, declared: string): string {
  // Format characters can reverse the direction of text, so that "gpj.exe" reads "exe.jpg".
  const cleaned = given
    // Before anything else: the time of what follows grows with the length.
    .slice(-longestGiven)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}/\\<>:"|?*]/gu, '_')
    .replace(/^[\s.]+/, '')
    .replace(/(?<![\s.])[\s.]+$/, '');
  const [usual = '', ...others] = accepted.get(declared)?.endings ?? [];
  const ending = /\.([^.]+)$/.exec(cleaned)?.[1]?.toLowerCase() ?? '';
  const hasEnding = usual === '' || [usual, ...others].includes(ending);
  if (cleaned === '') return '';
  return hasEnding ? endOf(cleaned, longestName) : `${endOf(cleaned, longestName - usual.length - 1)}.${usual}`;
}
const longestName = 200;
/** Characters of a name that are looked at. */
const longestGiven = 1_000;
