import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isForward } from '../../../src/people/bulk.ts'
import { lexicons } from '../../../src/people/lexicons.ts'
import { quoteOf } from '../../../src/people/subjects/quote.ts'
import {
  asks,
  bareSubject,
  introduces,
  isAnnouncement,
  isAutomatic,
  isBirthday,
  isBirthdayWish,
  isGeneric,
  isMourning,
  isNotice,
  isQuotable,
  isReply,
  isSensitiveHost,
  isTagged,
  sensitiveMatter,
} from '../../../src/people/subjects/subject.ts'

test.each([
  ['Re: AW: Fwd (2): Studio move + a question', 'Studio move + a question'],
  ['RE[3]: Budget', 'Budget'],
  ['Antw.: x', 'Antw.: x'],
  ['[External] Re : Plan', 'Plan'],
  ['SV: VS: Rép : Betr: Hej', 'Hej'],
  ['RE：日本', '日本'],
  ['Research: a plan', 'Research: a plan'],
  ['re:', ''],
  ['Einladung: Atlas weekly', 'Atlas weekly'],
  ['RV: R: Odp: Ynt: Vá: Plan B', 'Plan B'],
  ['回复：转发: 答复：Plan B', 'Plan B'],
  ['Отв: Re: Plan B', 'Plan B'],
  ['[list] Re[2]: Plan B', 'Plan B'],
  ['Re: [list] Fwd: Re: Plan B', 'Plan B'],
  ['[list] Plan B', '[list] Plan B'],
  ['Fwd: Plan B (fwd)', 'Plan B'],
  ['Re:: Plan B', 'Plan B'],
  ['I: R: Plan B', 'Plan B'],
  ['YNT: İlt: Plan B', 'Plan B'],
  ['FS: SV: Plan B', 'Plan B'],
  ['תגובה: Plan B', 'Plan B'],
  ['إعادة توجيه: رد: Plan B', 'Plan B'],
  ['[EXTERNAL EMAIL] Re: Plan B', 'Plan B'],
  ['Re: (Ext) Plan B', 'Plan B'],
  ['*EXTERN*: Plan B', 'Plan B'],
  ['[Externe E-Mail] AW: Plan B', 'Plan B'],
  ['EXTERN: Plan B', 'Plan B'],
  ['Externals: a plan', 'Externals: a plan'],
  ['(External review) Plan B', '(External review) Plan B'],
  ['Ratio: a plan', 'Ratio: a plan'],
  ['Reise: ein Plan', 'Reise: ein Plan'],
])('%j without its prefixes is %j', (subject, bare) => expect(bareSubject(subject)).toBe(bare))

test('taking prefixes off twice changes nothing, and the rest is a part of the subject', () => {
  const piece = fc.oneof(
    fc.constantFrom('Re:', 'AW: ', 'Fwd (2):', '[EXT] ', 'TR :', 'Vá: ', '回复：', '[list] ', ' (fwd)', 'Odp[3]:'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const subject = pieces.join('')
      const bare = bareSubject(subject)
      expect(bareSubject(bare)).toBe(bare)
      expect(subject).toContain(bare)
    }),
  )
})

test('only prefixes go: what somebody wrote behind them stays whole', () => {
  const prefixes = fc.array(
    fc.constantFrom('Re: ', 'AW: ', 'Fwd (2): ', 'WG: ', 'SV: ', 'Vá: ', '[list] RE: ', '转发：'),
  )
  const written = fc.constantFrom('Harbour map', 'Das Rezept', 'Ré: la suite du projet', 'Plan (final)', '港の地図')
  fc.assert(
    fc.property(prefixes, written, (before, subject) => {
      const bare = bareSubject(`${before.join('')}${subject}`)
      expect(bare).toBe(subject)
    }),
  )
})

test.each([
  'Hi',
  '1:1',
  'Lunch on Friday',
  'Your notes from last week',
  'Termin am Donnerstag',
  'Réunion de jeudi',
  'Reunión del jueves',
  'Afspraak voor donderdag',
  'Other',
  'Re: Catch up',
  'Hallo zusammen',
  '',
  '???',
  '2026-11-22',
  'Kids%203378.jpg',
  'Fwd: IMG_2041.mp4',
  'Question',
  'Koffie',
  'Sync 3',
  'Une question',
  'Treffen',
])('%j says nothing', (subject) => expect(isGeneric(subject)).toBe(true))
test.each([
  'Studio move',
  'Atlas weekly',
  'Northlight design review',
  'Lissabon im Mai',
])('%j says something', (subject) => expect(isGeneric(subject)).toBe(false))

test.each([
  ['Your chemotherapy on Monday', 'illness'],
  ['Zahnarzttermin', 'health'],
  ['Divorce papers', 'law'],
  ['Abmahnung zum Monatsende', 'work'],
  ['Facture 2026-11', 'money'],
  ['Condolences from all of us', 'mourning'],
  ['Beerdigung am Freitag', 'mourning'],
  ['Pésame', 'mourning'],
  ['Uitvaart van oma', 'mourning'],
  ['Obsèques de Paul', 'mourning'],
  ['Sorry for your loss', 'mourning'],
  ['Studio move + a question', undefined],
  ['Courtyard plans', undefined],
  ['Taxonomy workshop', undefined],
])('%j touches %s', (subject, matter) => {
  expect(sensitiveMatter(subject)).toBe(matter)
  expect(isMourning(subject)).toBe(matter === 'mourning')
})

test.each([
  'Dinner?',
  'Studio move + a question',
  'Kannst du Dienstag',
  'Une demande',
  '¿Vienes',
  'Verzoek om input',
  '参加？',
])('%j asks for an answer', (subject) => expect(asks(subject)).toBe(true))
test.each(['Thanks for dinner', 'Photos from Lisbon', 'Danke für gestern'])('%j asks for none', (subject) =>
  expect(asks(subject)).toBe(false))

test.each([
  'Introduction: Ana and Ben',
  'Ana <> Ben',
  'Ana, meet Ben',
  'Darf ich vorstellen',
])('%j introduces', (subject) => expect(introduces(subject)).toBe(true))
test('a plan to meet introduces nobody', () => expect(introduces('Shall we meet on Friday')).toBe(false))

test.each([
  'Ticket #4711: printer',
  'PROJ-1234 breaks the build',
  'Your order 5512 has left',
  'Buchungsbestätigung Hotel Adler',
  'Boarding pass to Lisbon',
  'Undeliverable: Harbour map',
  'Accepted: Harbour walk @ Monday',
  'Zugesagt: Hafenrundgang',
  'Scan from the office printer',
  'Tracking 0034043412345',
])('%j is a notice and is not quoted', (subject) => {
  expect(isNotice(subject)).toBe(true)
  expect(isQuotable(subject)).toBe(false)
})
test.each([
  'A resume',
  'Admission of evidence',
  'Vertraulich: der Plan',
  'Candidature libre',
  'Prayers for Sunday',
])('%j is delicate and is not quoted', (subject) => expect(isQuotable(subject)).toBe(false))
test.each([
  'The harbour map, second proof',
  'Plakat für das Hafenfest',
  'Les affiches du port',
  'Los carteles del puerto',
  'De affiche voor de haven',
  'In order to find the crooked g',
  'Reading room opens',
])('%j is quoted', (subject) => {
  expect(isNotice(subject)).toBe(false)
  expect(isQuotable(subject)).toBe(true)
})

test.each([
  ['Nell Hart’s birthday', true],
  ['Geburtstag von Nell Hart', true],
  ['Anniversaire de Nell Hart', true],
  ['Cumpleaños de Nell Hart', true],
  ['Verjaardag Nell Hart', true],
  ['Anniversaire de mariage', false],
  ['Nell Hart', false],
])('%j speaks of a birthday: %j', (title, is) => expect(isBirthday(title)).toBe(is))
test.each([
  ['Happy birthday!', true],
  ['Happy Birthday, Nell', true],
  ['Alles Gute zum Geburtstag, liebe Nell', false],
  ['Joyeux anniversaire Nell', true],
  ['¡Feliz cumpleaños, Nell!', true],
  ['Fijne verjaardag', true],
  ['Happy birthday cake for Tom', false],
])('%j wishes Nell a happy birthday: %j', (subject, is) =>
  expect(isBirthdayWish(subject, new Set(['nell', 'hart']))).toBe(is))

test('good wishes of every language are wishes however they are written: shouted, to a name, with loose accents, as an answer', () => {
  const ways = [
    (wish: string) => wish.replace(/[a-zà-ÿ]/g, (letter) => (letter === 'ß' ? letter : letter.toUpperCase())),
    (wish: string) => `${wish}, Nell!`,
    (wish: string) => wish.normalize('NFD'),
    (wish: string) => `Re: ${wish}`,
  ]
  for (const { wishes } of Object.values(lexicons()))
    for (const wish of wishes)
      for (const way of ways) expect(isBirthdayWish(way(wish), new Set(['nell'])), way(wish)).toBe(true)
})

test('a subject is quoted only if it says something and is nobody’s private matter', () => {
  expect(isQuotable('Atlas weekly')).toBe(true)
  expect(isQuotable('Biopsy results')).toBe(false)
  expect(isQuotable('Hi')).toBe(false)
  expect(isQuotable(undefined)).toBe(false)
})

test.each([
  'praxis@dr-weber.example',
  'anna@kanzlei-mueller.example',
  'x@smithlaw.example law',
  'hr@acme.example',
  'Rechtsanwälte Meier',
])('%j is the address or name of a private matter', (text) => expect(isSensitiveHost(text)).toBe(true))
test.each([
  'drew@acme.example',
  'lawrence@flaws.example',
  'Christa Hruby',
  'andrew@drums.example',
])('%j is not', (text) => expect(isSensitiveHost(text)).toBe(false))

test('a reply is known by its prefix, a forward is none', () => {
  expect(isReply('AW: Plan')).toBe(true)
  expect(isReply('Fwd: Plan')).toBe(false)
  for (const subject of ['R: Plan', 'ΑΠ: Plan', 'Bls: Plan', 'رد: Plan', 'תגובה: Plan'])
    expect(isReply(subject), subject).toBe(true)
})

test.each([
  'Recall: Studio move',
  'Meeting Forward Notification: Studio move',
  'Rückruf: Umzug des Studios',
])('%j is a program’s word and never quoted', (subject) =>
  expect(quoteOf({ factId: '', at: 0, title: subject }).title).toBeUndefined())

describe('what a firm’s server writes before all that comes from outside', () => {
  test.each([
    '[EXTERNAL]',
    '[Ext]',
    '(External)',
    '**EXTERN**',
    '[External Sender]:',
    'EXTERNAL:',
  ])('%s hides nothing of what the subject says', (mark) => {
    expect(isReply(`${mark} Re: Studio move`)).toBe(true)
    expect(isForward(`${mark} FW: Studio move`)).toBe(true)
    expect(isAutomatic(`${mark} Automatic reply: Studio move`)).toBe(true)
    expect(isNotice(`${mark} Accepted: Studio move`)).toBe(true)
    expect(isAnnouncement(`${mark} [harbour-announce] Studio move`)).toBe(true)
    expect(isTagged(`${mark} Studio move`)).toBe(false)
    expect(isTagged(`${mark} [harbour] Studio move`)).toBe(true)
    expect(quoteOf({ factId: '', at: 0, title: `${mark} Studio move` }).title).toBe('Studio move')
  })
})

describe('hostile subjects', () => {
  test('never hold the reading up, however long: the patience of a test is the limit', () => {
    for (const subject of [
      're:'.repeat(20_000),
      `re${' '.repeat(50_000)}`,
      'a '.repeat(50_000),
      '['.repeat(50_000),
      'Fwd ('.repeat(20_000),
    ])
      for (const read of [bareSubject, isGeneric, sensitiveMatter, asks, introduces])
        expect(() => read(subject)).not.toThrow()
  })
})
