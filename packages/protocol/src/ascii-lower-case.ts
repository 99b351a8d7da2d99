/**
 * Returns a text with the letters A to Z in lower case. For comparisons of e-mail addresses: Unicode's lower case maps
 * other letters to ASCII ones, such as the Kelvin sign to k, so that one person's address would match another's.
 */
export const asciiLowerCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
