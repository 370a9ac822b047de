import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../src/facts.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import { languageOf } from '../../src/letter/say/language.ts'
import { type Opening, opener } from '../../src/letter/say/opener.ts'
import { pickPoints, points } from '../../src/letter/say/points.ts'
import { wordings } from '../../src/letter/say/wordings.ts'
import { english } from '../../src/letter/say/words/en.ts'
import type { Facts, Wording } from '../../src/letter/say/words/wording.ts'
import { firstNameOf } from '../../src/people/identity/first-name.ts'
import { daysAgo, mail, meeting, owner, talk } from '../people/derive/life.ts'
import { telling } from './points-story.ts'

const anna = 'Anna Berg <anna@acme.example>'
const jonas = 'Jonas Lind <jonas.lind@halden.example>'
const address = 'anna@acme.example'
const seeds = 'abcdefghijkl'.split('')
const past = (subject = 'Hi') =>
  talk(
    anna,
    Array.from({ length: 12 }, (_, i) => 200 + 30 * i),
    subject,
  )

async function openers(facts: readonly StoredFact[], more: Partial<Opening> = {}, told: Partial<Telling> = {}) {
  const known = await telling(facts, address, told)
  return seeds.map((seed) => {
    const one = { ...known, seed }
    const finding = pickPoints(points(one))[0]?.finding
    return opener({ telling: one, finding, asksNothing: false, meeting: 'video', ...more })
  })
}
const texts = async (...args: Parameters<typeof openers>) => [
  ...new Set((await openers(...args)).map(({ text }) => text)),
]

const question = () => mail({ from: anna, days: 150, subject: 'Studio move + a question' })
const lastWord = () => mail({ from: anna, days: 150, subject: 'Studio move' })
const introduction = () => [
  mail({ to: [anna, jonas], days: 170, subject: 'Anna, meet Jonas', thread: 'intro' }),
  mail({ from: anna, to: [owner], cc: [jonas], days: 169, subject: 'Re: Anna, meet Jonas', thread: 'intro' }),
]
/** A history for each thing a card may be about. */
const stories: Readonly<Record<string, () => readonly StoredFact[]>> = {
  'an open question': () => [...past(), question()],
  'a last word': () => [...past(), lastWord()],
  'a note without an answer': () => [...past(), mail({ to: [anna], days: 100, subject: 'A train to Madrid' })],
  'an introduction made': () => [...past(), ...introduction()],
  'an introduction received': () => [
    ...past(),
    mail({ from: anna, to: [owner, jonas], days: 170, subject: 'Intro: Jonas' }),
    ...talk(jonas, [160, 150, 140], 'Ferries'),
  ],
  'a series that ended': () =>
    Array.from({ length: 9 }, (_, i) =>
      meeting({ days: 100 + 7 * i, with: [anna], series: 's', title: 'Atlas weekly' }),
    ),
  'meetings of one title': () => [150, 200, 250].map((days) => meeting({ days, with: [anna], title: 'Harbour walk' })),
  'one meeting': () => [...past(), meeting({ days: 150, with: [anna], title: 'Lunch with Anna' })],
  'a new address': () => [...talk(anna, [500, 400, 300]), ...talk('Anna Berg <anna@beta.example>', [160, 100])],
  'five years': () => talk(anna, [5 * 365.25 - 3, 200]),
  'what they wrote about': () => [mail({ from: anna, days: 300, subject: 'Studio move' }), ...talk(anna, [170], 'Hi')],
  'what the owner wrote about': () => [
    mail({ to: [anna], days: 300, subject: 'Studio move' }),
    ...talk(anna, [170], 'Hi'),
  ],
  'what both wrote about': () => talk(anna, [300, 200], 'Studio move').reverse(),
  'somebody in common': () => [170, 180].map((days) => mail({ to: [anna, jonas], days, subject: 'Hi' })),
  'a birthday': () => [
    ...past(),
    ...[1, 2].map((n) => mail({ to: [anna], days: 365 * n - 3, subject: 'Happy birthday' })),
  ],
  nothing: () => [mail({ to: [anna], days: 100 })],
}
const brackets = (text: string) => text.match(/\[[^\]]*\]/g) ?? []
const words = (text: string) => text.split(/\s+/).length
const worn = /hope this finds|touch base|pick your brain|circle back|reach out|just checking|long time no/i

describe('an opener', () => {
  describe.each(Object.entries(stories))('for %s', (_, story) => {
    test.each([false, true])('is short, leaves at most one gap and uses no worn phrase', async (asksNothing) => {
      const known = { readBackTo: daysAgo(3000), horizon: daysAgo(3000) }
      for (const text of await texts(story(), { asksNothing }, known)) {
        expect(words(text)).toBeLessThan(60)
        expect(brackets(text).length).toBeLessThanOrEqual(1)
        expect(text).toMatch(/^Anna, /)
        expect(text).not.toMatch(worn)
        expect(text).not.toMatch(/!|\b(?:her|him|his)\b|undefined|“”/)
        if (asksNothing) expect(text).not.toMatch(/\?|coffee/)
        else expect(text).toMatch(/coffee/)
      }
    })
    test('has more than one wording', async () => expect((await texts(story())).length).toBeGreaterThan(1))
  })

  test('says sorry only where the subject asks', async () => {
    for (const text of await texts(stories['an open question']?.() ?? [])) {
      expect(text).toContain('I’m sorry')
      expect(text).toContain('“Studio move + a question”')
      expect(text).toContain('June')
    }
    for (const [name, story] of Object.entries(stories))
      if (name !== 'an open question')
        for (const text of await texts(story())) expect(text).not.toMatch(/sorry|never answered/)
  })
  test('names the year only where the month alone would not do', async () => {
    const facts = (days: number) => [
      ...talk(anna, [700, 600], 'Hi'),
      mail({ from: anna, days, subject: 'Studio move' }),
    ]
    for (const text of await texts(facts(290))) expect(text).toContain('February')
    for (const text of await texts(facts(450))) expect(text).toContain('August 2025')
    for (const text of await texts(facts(290))) expect(text).not.toContain('2026')
  })
  test('offers a further introduction after one', async () => {
    for (const text of await texts(introductionStory())) expect(text).toMatch(/Jonas Lind.*somebody else/)
  })
  test('asks one thing: after an introduction that was made for a coffee, and not also what came of it', async () => {
    for (const text of await texts(introductionStory())) expect(text.split('?').length, text).toBeLessThanOrEqual(2)
    for (const text of await texts(introductionStory()))
      expect(text.split('Jonas')[1]).not.toMatch(/come of it\?|use\?/)
  })
  test('thanks for one', async () => {
    for (const text of await texts(stories['an introduction received']?.() ?? []))
      expect(text).toMatch(/[Tt]hank you .*Jonas Lind|Jonas Lind.*Thank you/)
  })
  test('speaks to somebody, not of them', async () => {
    for (const text of await texts(stories['one meeting']?.() ?? [])) expect(text).not.toContain('with Anna')
  })
  test('quotes no title to them in which their own family name stands', async () => {
    const told = await texts([...past(), ...talk(anna, [170], 'Message from Ms Berg')])
    for (const text of told) expect(text).not.toContain('Ms Berg')
  })
  test('proposes a video call to who is far away and a coffee to who is near', async () => {
    const near = await texts(past(), { meeting: 'in_person' })
    expect(near.every((text) => text.includes('coffee') && !text.includes('video'))).toBe(true)
    expect((await texts(past())).every((text) => text.includes('video'))).toBe(true)
  })
  test('puts a note of the owner’s into the gap, whatever stands in it', async () => {
    const notes = [{ at: daysAgo(250), text: 'a [marathon] in May' }]
    for (const text of await texts(past(), {}, { notes }))
      expect(brackets(text)).toEqual(['[a line on: a marathon in May]'])
  })
  test('is the same for the same seed', async () => expect(await openers(past())).toEqual(await openers(past())))

  test('leaves a long title out rather than growing long', async () => {
    const subject = `${'a b c d e f g h i j '.repeat(3)}why not?`
    for (const text of await texts([...past(), mail({ from: anna, days: 150, subject })]))
      expect(words(text)).toBeLessThan(60)
  })
  test('keeps hostile words harmless', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (subject) => {
        const facts = [...past(), mail({ from: anna, days: 150, subject: `${subject}?` })]
        const known = await telling(facts, address)
        const finding = pickPoints(points(known))[0]?.finding
        const { text } = opener({ telling: known, finding, asksNothing: false, meeting: 'video' })
        expect(brackets(text).length).toBeLessThanOrEqual(1)
        expect(words(text)).toBeLessThan(60)
        expect(text).not.toMatch(/[\r\n]/)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the language of the two', () => {
  test.each([
    ['en', ['The typeface with the crooked g', 'Your notes on my portfolio']],
    ['de', ['Das Rezept für den Pflaumenkuchen', 'Kommst du im Advent nach Leipzig?', 'Spielabend']],
    ['fr', ['Les photos de la fête', 'Une idée pour le jardin']],
    ['es', ['Las fotos de la playa', 'Una idea para el jardín']],
    ['nl', ['De fotos van het feest', 'Een idee voor de tuin']],
    ['de', ['Termin am Donnerstag', 'Kurze Rückfrage zum Entwurf']],
    ['fr', ['Réunion de jeudi', 'Merci beaucoup', 'Déjeuner vendredi ?']],
    ['es', ['Reunión del jueves', 'Muchas gracias', '¿Comemos el viernes?']],
    ['nl', ['Afspraak donderdag', 'Bedankt', 'Vraagje over het verslag']],
    ['de', ['Update', 'Meeting on Thursday', 'Die Skizzen für das Plakat', 'Noch eine Idee zum Umschlag']],
    ['en', ['Meeting notes', 'Update', 'Termin', 'The sketches for the poster', 'Lunch with you']],
    ['en', ['Mañana', 'The beach house', 'Photos of the party']],
    ['en', ['Café Central']],
    ['en', ['Berlin', 'Zürich 2026']],
    ['en', []],
  ])('is %s by %j', (language, titles) => expect(languageOf(titles)).toBe(language))

  test('is the one the opener is written in', async () => {
    const facts = [
      ...past('Das Rezept für den Pflaumenkuchen'),
      mail({ from: anna, days: 150, subject: 'Kommst du im Advent nach Leipzig?' }),
    ]
    for (const { text, language } of await openers(facts)) {
      expect(language).toBe('de')
      expect(text).toMatch(/^Hallo Anna, .*„Kommst du im Advent nach Leipzig\?“.*leid/)
      expect(brackets(text)).toHaveLength(1)
    }
    for (const { text } of await openers(facts, { asksNothing: true })) expect(text).not.toMatch(/Kaffee/)
  })
  test('is that of the whole opener where it is French', async () => {
    const facts = past('Une idée pour le jardin avec les enfants')
    for (const { text, language } of await openers(facts)) {
      expect(language).toBe('fr')
      expect(text).toMatch(
        /^Bonjour Anna, (?=.*«\u00a0Une idée pour le jardin avec les enfants\u00a0»).*\bmai\b.*visio/,
      )
      expect(brackets(text)).toHaveLength(1)
    }
    for (const text of await texts(past('Une biopsie avec les médecins pour vous'))) expect(text).not.toMatch(/biopsie/)
  })
  test.each([
    ['Polish', 'Zdjęcia z wakacji nad jeziorem'],
    ['Japanese', '湖の写真をお送りします'],
    ['Czech', 'Děkuji za pěkný večer'],
  ])('leaves the whole first line to the owner where it is %s', async (_, subject) => {
    expect(await texts([...past(subject), mail({ from: anna, days: 150, subject: `${subject}, 2` })])).toEqual([''])
  })
})

describe('eight letters in a row', () => {
  const weeks = ['W40', 'W41', 'W42', 'W43', 'W44', 'W45', 'W46', 'W47']
  test.each(
    Object.entries(stories).filter(([name]) => name !== 'nothing'),
  )('do not say %s as a form would', async (_, story) => {
    const known = await telling(story(), address, { readBackTo: daysAgo(3000), horizon: daysAgo(3000) })
    const said = weeks.map((week) => {
      const one = { ...known, seed: `owner|2026-${week}|anna` }
      return opener({
        telling: one,
        finding: pickPoints(points(one))[0]?.finding,
        asksNothing: false,
        meeting: 'video',
      }).text
    })
    expect(new Set(said).size).toBeGreaterThanOrEqual(4)
  })
})

describe('every wording there is', () => {
  const facts: Facts = {
    title: '“Studio move”',
    month: 'April 2025',
    other: 'Jonas Lind',
    count: 'nine',
    one: false,
    met: true,
    when: 'on Thursday',
    note: 'a line',
  }
  const bare: Facts = { ...facts, title: undefined, one: true, met: false }
  const endings = ({ asks, nothing }: Wording) => [...asks.video, ...asks.in_person, ...nothing]
  test.each(wordings)('in $language is under 60 words with any ending, and has at most one gap', (wording) => {
    for (const [occasion, openings] of Object.entries(wording.openings))
      for (const opening of openings)
        for (const known of occasion.endsWith('_thread') ? [facts] : [facts, bare])
          for (const end of occasion.endsWith('asks_nothing') ? wording.nothing : endings(wording)) {
            const text = `${wording.greet('Anna')} ${opening(known)} ${end}`
            expect(words(text), `${occasion}: ${text}`).toBeLessThan(60)
            expect(brackets(text).length, text).toBeLessThanOrEqual(1)
            expect(text).not.toMatch(worn)
            expect(text).not.toMatch(/!|undefined|“”|„“| {2}| ,/)
            if (wording === english) expect(text).not.toMatch(/\b(?:her|him|his|she|he|overdue)\b/)
          }
  })
  test.each(wordings)('in $language there are two or more for every occasion', (wording) => {
    for (const openings of [...Object.values(wording.openings), ...Object.values(wording.asks), wording.nothing])
      expect(new Set(openings.map((one) => (typeof one === 'string' ? one : one(facts)))).size).toBeGreaterThan(1)
  })
  const addresses: Readonly<Record<string, RegExp>> = {
    de: /(?<!\p{L})(?:du|dich|dir|dein\p{L}*|Sie|Ihnen|Ihr\p{L}*)(?!\p{L})/u,
    fr: /(?<!\p{L})(?:tu|te|t’|toi|ton|ta|tes|vous|votre|vos)(?!\p{L})|t’/iu,
    es: /(?<!\p{L})(?:tú|te|ti|tu|tus|usted|su|sus|vos|contigo)(?!\p{L})/iu,
    it: /(?<!\p{L})(?:tu|te|ti|tuo|tua|tuoi|tue|lei|suo|sua|suoi|sue|voi|vi|vostr\p{L})(?!\p{L})/iu,
    pt: /(?<!\p{L})(?:tu|te|ti|teu|tua|você|seu|sua|seus|suas|lhe|contigo)(?!\p{L})/iu,
    nl: /(?<!\p{L})(?:je|jij|jou|jouw|u|uw|jullie)(?!\p{L})/iu,
  }
  test.each(Object.entries(addresses))('in %s nobody is addressed as close or as distant', (language, address) => {
    const wording = wordings.find((one) => one.language === language)
    if (!wording) throw new Error(`no wording in ${language}`)
    for (const known of [facts, bare])
      for (const opening of Object.values(wording.openings).flat())
        expect(opening(known).replaceAll('“Studio move”', '')).not.toMatch(address)
    for (const end of endings(wording)) expect(end).not.toMatch(address)
  })
})

describe('the greeting', () => {
  const household = [{ kind: 'household' as const, reason: 'Two people.' }]
  test.each([
    ['Maren', 'Maren Okafor', []],
    ['Lucía', 'Lucía Fernández Ortega', []],
    ['Anna', 'Dr. Anna Berg', []],
    ['Jean-Luc', 'Jean-Luc Moreau', []],
    ['Anna and Tom', 'Anna and Tom', household],
    ['Anna and Tom', 'Anna & Tom Berg', household],
    ['Familie Berg', 'Familie Berg', household],
    ['Tom Berger', 'Tom Berger', household],
    ['J. Berg', 'J. Berg', []],
    ['Teo', 'Teo', []],
    ['山田 太郎', '山田 太郎', []],
    ['k.vogel', 'k.vogel', []],
  ] as const)('is %s for %s', (expected, name, exclusions) =>
    expect(firstNameOf({ name, address: 'a@b.example', exclusions })).toBe(expected))
  test('never holds a gap and is never empty', () =>
    fc.assert(
      fc.property(fc.string(), (name) => {
        const found = firstNameOf({ name, address: 'a@b.example', exclusions: [] })
        expect(found).not.toBe('')
        expect(found).not.toMatch(/[[\]\n]/)
      }),
    ))
})

function introductionStory() {
  return [...past(), ...introduction()]
}
