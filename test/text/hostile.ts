/** Texts that somebody sends to hold a reader up: one thing repeated without end, with and without a bad ending. */

/** What is repeated. Each of them once cost some program the square of its number. */
export const units: readonly string[] = [
  ...' aA1\'"<>()[]{},;:.-_+@?=/\\%&#!*|\n\r\t\0',
  'é',
  '漢',
  '\u{1F469}\u200D',
  '\u{1F3FD}',
  'א',
  '\u202E',
  '\u200B',
  '\uFEFF',
  '\u0301',
  // Marks of two classes in turn: a normal form sorts them.
  '\u0301\u0316',
  '\uD800',
  'a ',
  'Aa',
  'a@',
  'a@b,',
  '<a@b>',
  'a:',
  'a:b;',
  '(a',
  '"a" ',
  '[a',
  '[1]',
  'Re: ',
  're',
  '[x] Re: ',
  '(fwd)',
  'Dr. ',
  ' via ',
  ' with ',
  'mailto:',
  '=?',
  '=?utf-8?Q?=41?= ',
  '=?utf-8?B?YQ==?=',
  '=?x?q?',
  '&amp;',
  '%41',
  'a=b; ',
  '; a*1=b',
  '\r\n ',
  '\r\nTo: ',
  'BEGIN:VEVENT\r\n',
  '+0000(',
  'Sat Nov 21 08:00 ',
  'Sat Nov 21 8:00 ',
  '1 Nov ',
  '2026-11-21T08:00:00Z',
  'en-US,',
  ';q=0.1',
  'https://a.b/',
  '“',
  '“[',
]

/** Those of them that have cost somebody the square in a megabyte. */
export const costly: readonly string[] = [
  "'",
  '\u0301\u0316',
  ' ',
  '<',
  '"',
  '(',
  ',',
  '=?',
  'Re: ',
  '[',
  'a@b,',
  'a:',
  '\u{1F469}\u200D',
  '+',
  '1',
]

/** Behind the repetition: nothing, or what fits no pattern. */
export const endings: readonly string[] = ['', '\u0001x\n~']

/** At least so many characters of it. */
export const repeat = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length))

/** Such a text: with an ending it has a beginning too, so that neither end of it takes the repetition away. */
export const hostile = (unit: string, size: number, ending: string): string =>
  ending ? `a${repeat(unit, size)}${ending}` : repeat(unit, size)

/** The words and signs that stand in an expression as they are, and its first letters. */
export function pieces({ source }: RegExp): readonly string[] {
  const plain = source
    .replace(/\\p\{\w+\}|\(\?[:=!<]+|\{[\d,]+\}/g, ' ')
    .replace(/\\[bwdsBWDS]/g, ' ')
    .replaceAll('\\', '')
  return [...new Set(plain.match(/[A-Za-z]+|[^\sA-Za-z0-9^$*+?|]+/g) ?? [])].slice(0, 60)
}
