/** Texts as nobody friendly writes them, as many as wanted, the same for the same seed. */
import * as fc from 'fast-check'

/** Whatever of these becomes an element, an attribute, a header or an address of its own says so by its name. */
export const mark = /evil/i

const pieces: readonly string[] = [
  '<evil-el evil-at=1>',
  '" evil-at="1',
  "' evil-at='1",
  '</script><script>evil()</script>',
  '</title><evil-el>',
  '</textarea><evil-el>',
  '<!--<evil-el>',
  ']]><evil-el>',
  '<img src=https://evil.example/x onerror=evil()>',
  'javascript:evil()',
  'https://evil.example/',
  '&#60;evil-el&#62;',
  '&lt;evil-el&gt;',
  '{{evil}}',
  '$\u007bevil}',
  '<%= evil %>',
  '\r\nEvil: 1',
  '\r\n\r\n<evil-el>',
  '\nBcc: evil@evil.example',
  '%0d%0aBcc:%20evil@evil.example',
  '&bcc=evil@evil.example',
  '?cc=evil@evil.example&body=evil',
  '=?utf-8?B?PGV2aWwtZWw+?=',
  '=?utf-8?Q?=3D=3Futf-8=3FQ=3F=0D=0AEvil=3A_1=3F=3D?=',
  '=?utf-8?Q?=E2=80=AE_evil?=',
  '=?nonsense?X?evil?=',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil',
  '\\;,:"\\n',
  '\u0000',
  'a\u0000evil',
  '\ud800',
  '\udc00x',
  '\ud83d\udc69\u200d\ud83d\udcbb',
  '\u202eevil\u202c',
  '\u2066evil\u2069',
  '\u200b\u200d\ufeff',
  '\u0085\u2028\u2029',
  '\u001b[31mevil',
  'Z\u0334\u0335\u0336\u0337a\u0340\u0341l\u0358g\u0321o\u0489',
  '\ufdfd',
  '😀'.repeat(40),
  '%s%n%x%00',
  '../../evil',
  '0000-01-01',
  '+275760-09-13T00:00:00Z',
  'Mon, 00 Jan 0000 00:00:00 -9999',
  'Sat, 13 Sep 275760 00:00:00 +0000',
  'Mars/Olympus_Mons',
  'Etc/GMT+99',
  'UTC\u0000',
  "'; drop table users; --",
  '__proto__',
  'constructor',
  '[object Object]',
  'NaN',
]

const harmless = [
  'Maren',
  'Okafor',
  'A question?',
  'Studio move',
  'shall we',
  'on Friday',
  'Dr.',
  '“',
  '”',
  ', ',
  ' ',
  ' – ',
]

const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pieces) },
      { weight: 3, arbitrary: fc.constantFrom(...harmless) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.join(''))

/** So many texts; every two thousandth is a megabyte long. */
export function textsOf(seed: number, count: number): readonly string[] {
  const all = fc.sample(text, { seed, numRuns: count })
  return all.map((one, index) =>
    index % 2000 === 1999 ? one.repeat(Math.ceil(1_048_576 / Math.max(1, one.length))) : one,
  )
}

/** The same text as far as it can be without a character that means something in markup. */
export const twinOf = (one: string) => one.replace(/[<>"'&=/\\`{}%$!?#[\]()|;:*]/g, 'x')
