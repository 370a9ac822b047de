import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../src/facts.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import { leadOfAll, pickPoints, points, pointsOf } from '../../src/letter/say/points.ts'
import type { Point, PointKind } from '../../src/letter/types.ts'
import { daysAgo, guest, mail, meeting, owner, talk } from '../people/derive/life.ts'
import { telling } from './points-story.ts'

const anna = 'Anna Berg <anna@acme.example>'
const jonas = 'Jonas Lind <jonas.lind@halden.example>'
const address = 'anna@acme.example'

/** Mail both ways once a month until 200 days ago, under a subject that says nothing. */
const past = () =>
  talk(
    anna,
    Array.from({ length: 12 }, (_, i) => 200 + 30 * i),
    'Hi',
  )
const weekly = (title: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => meeting({ days: from + 7 * i, with: [anna], series: 's1', title }))

/** Every wording of the point of this kind. */
async function told(kind: PointKind, facts: readonly StoredFact[], more: Partial<Telling> = {}) {
  const known = await telling(facts, address, more)
  const places = Array.from({ length: 20 }, (_, place) => ({ place, before: new Map(), seed: 'letter' }))
  const said = places.flatMap((turn) => points({ ...known, turn }).filter((one) => one.kind === kind))
  return {
    labelOf: (says: string) => said.find(({ text }) => text === says)?.label,
    texts: new Set(said.map(({ text }) => text)),
    evidence: said[0]?.evidence ?? [],
  }
}

interface Case {
  readonly facts: () => readonly StoredFact[]
  readonly more?: Partial<Telling>
  /** One of the wordings; absent: nothing of the kind is said. */
  readonly says?: string
  readonly label?: string
  /** How many interactions it cites. */
  readonly cites?: number
}

function table(kind: PointKind, cases: Readonly<Record<string, Case>>) {
  describe(kind.replaceAll('_', ' '), () => {
    for (const [name, { facts, more, says, label, cites }] of Object.entries(cases))
      test(name, async () => {
        const { texts, ...found } = await told(kind, facts(), more)
        if (says === undefined) return expect([...texts]).toEqual([])
        expect([...texts]).toContain(says)
        // What the bold word in front says is not said again behind it.
        for (const text of texts) expect(text.toLowerCase()).not.toContain(found.labelOf(text)?.toLowerCase() ?? '-')
        if (label) expect(found.labelOf(says)).toBe(label)
        if (cites !== undefined) expect(found.evidence).toHaveLength(cites)
      })
  })
}

const question = (more: Partial<Parameters<typeof mail>[0]> = {}) =>
  mail({ from: anna, days: 150, subject: 'Re: Studio move + a question', ...more })

table('owed_reply', {
  'an open question is the last word': {
    facts: () => [...past(), question()],
    says: 'Their “Studio move + a question” of 25 June, and no answer by mail so far.',
    label: 'Still open',
    cites: 1,
  },
  'a thread that ended with theirs is the last word and no more': {
    facts: () => [...past(), question({ subject: 'Studio move' })],
    says: 'Their “Studio move” of 25 June, and nothing from either of you after it.',
    label: 'Last word',
  },
  'a question of long ago is open no more': {
    facts: () => [...talk(anna, [700, 900], 'Hi'), question({ days: 450 })],
    says: 'Their “Studio move + a question” of 29 August 2025, and nothing from either of you after it.',
    label: 'Last word',
  },
  'what is private is not quoted': {
    facts: () => [...past(), question({ subject: 'Biopsy: can you come?' })],
    says: 'Their message of 25 June, and no answer by mail so far.',
  },
  'nothing is owed once a mail went out in another thread': {
    facts: () => [...past(), question(), mail({ to: [anna], days: 140, subject: 'Something else' })],
  },
  'nothing is owed once the two have met': {
    facts: () => [...past(), question(), meeting({ days: 140, with: [anna] })],
  },
  'nothing is owed once the owner asked them to a meeting, though they declined': {
    facts: () => [
      ...past(),
      question(),
      meeting({ days: 140, with: [guest(anna, { reply: 'declined' }), guest(jonas)] }),
    ],
  },
  'nothing is owed on what went to many': {
    facts: () => [...past(), question({ to: [owner, 'b@b.example', 'c@c.example', 'd@d.example'] })],
  },
  'nothing is owed where another went on in the thread': {
    facts: () => [
      ...past(),
      question({ thread: 't', cc: [jonas] }),
      mail({ from: jonas, cc: [anna], days: 149, thread: 't', signals: ['reply'] }),
    ],
  },
})

table('unanswered', {
  'a note of the owner’s without an answer is often timing': {
    facts: () => [...past(), mail({ to: [anna], days: 100, subject: 'A train to Madrid' })],
    says: 'Your note “A train to Madrid” of 14 August has had no answer; that is often timing.',
    cites: 1,
  },
  'a last thanks in a thread is no note without an answer': {
    facts: () => [...past(), mail({ to: [anna], days: 100, subject: 'Re: A train', signals: ['reply'] })],
  },
  'two notes in a row are not spoken of': {
    facts: () => [...past(), ...[100, 90].map((days) => mail({ to: [anna], days, subject: 'A train to Madrid' }))],
  },
  'an answer ends it': {
    facts: () => [...past(), ...talk(anna, [100], 'A train to Madrid')],
  },
})

const meets = (more: Partial<Parameters<typeof mail>[0]> = {}) =>
  mail({ to: [anna, jonas], days: 170, subject: 'Anna, meet Jonas (both draw ferries)', thread: 'intro', ...more })
const answers = (who: string, other: string) =>
  mail({ from: who, to: [owner], cc: [other], days: 169, subject: 'Re: Anna, meet Jonas', thread: 'intro' })

table('introduction_made', {
  'one that both answered can be followed up': {
    facts: () => [...past(), ...talk(jonas, [400], 'Hi'), meets(), answers(anna, jonas), answers(jonas, anna)],
    says: 'You introduced Anna to Jonas Lind on 5 June, and they both replied.',
    label: 'Follow through',
    cites: 3,
  },
  'one of them may have answered': {
    facts: () => [...past(), ...talk(jonas, [400], 'Hi'), meets(), answers(jonas, anna)],
    says: 'You introduced Anna to Jonas Lind on 5 June, and Jonas Lind replied.',
    cites: 2,
  },
  'one that nobody answered is not spoken of': { facts: () => [...past(), ...talk(jonas, [400], 'Hi'), meets()] },
  'whoever was written to since has been asked': {
    facts: () => [...past(), meets(), answers(anna, jonas), ...talk(anna, [100], 'Hi')],
  },
  'two who had stood together before were not introduced': {
    facts: () => [...past(), mail({ to: [anna, jonas], days: 400 }), meets(), answers(anna, jonas)],
  },
  'a mail to two is no introduction by itself': {
    facts: () => [...past(), meets({ subject: 'Ferries on Sunday' }), answers(anna, jonas)],
  },
  'nobody is named who may not be': {
    facts: () => [...past(), ...talk(jonas, [400], 'Hi'), meets(), answers(anna, jonas)],
    more: { named: () => undefined },
  },
})

const brought = mail({ from: anna, to: [owner, jonas], days: 170, subject: 'Intro: Jonas, who draws ferries' })
table('introduction_received', {
  'one that led on is told of whoever made it': {
    facts: () => [...past(), brought, ...talk(jonas, [160, 150, 140], 'Ferries')],
    says: 'Anna introduced you to Jonas Lind on 5 June, with “Intro: Jonas, who draws ferries”.',
    label: 'Introduction',
    cites: 1,
  },
  'one that led nowhere is not': { facts: () => [...past(), brought] },
  'it is told of whoever was introduced, too': {
    facts: () => [
      ...talk(jonas, [400, 300], 'Hi'),
      mail({ from: jonas, to: [owner, anna], days: 170, subject: 'Intro: Anna, who draws maps' }),
      ...talk(anna, [160, 150, 140], 'Ferries'),
    ],
    says: 'Jonas Lind introduced you two on 5 June, with “Intro: Anna, who draws maps”.',
  },
})

const met = (title: string, ...days: number[]) => days.map((day) => meeting({ days: day, with: [anna], title }))
table('shared_meetings', {
  'meetings of one title are counted, and each is cited': {
    facts: () => met('Accessibility guild', 800, 700, 600, 500, 400, 300, 250, 220, 200),
    says: 'Nine “Accessibility guild” meetings together, 2024 to 2026.',
    label: 'Shared',
    cites: 9,
  },
  'beyond twelve in digits': {
    facts: () => met('Guild', ...Array.from({ length: 13 }, (_, i) => 130 + i)),
    says: '13 “Guild” meetings together in 2026.',
  },
  'meetings of many titles are counted together': {
    facts: () => [...met('Walk by the canal', 300), ...met('Proofs', 200)],
    says: 'Two meetings together since January, the latest on 6 May: “Proofs”.',
    cites: 2,
  },
  'where the history is short only the last year is counted': {
    facts: () => met('Accessibility guild', 800, 700, 600, 300, 250, 220),
    more: { readBackTo: daysAgo(820) },
    says: 'Three “Accessibility guild” meetings together in the last year.',
    cites: 3,
  },
  'where not even a year is read nothing is counted': {
    facts: () => met('Accessibility guild', 300, 250, 220),
    more: { readBackTo: daysAgo(310) },
    says: 'You last met on 16 April, for “Accessibility guild”.',
    cites: 1,
  },
  'at the horizon nothing is the first': {
    facts: () => met('Accessibility guild', 800, 700, 600, 300, 250, 220),
    more: { readBackTo: daysAgo(900), horizon: daysAgo(805) },
    says: 'Three “Accessibility guild” meetings together in the last year.',
  },
  'a private title is not told': { facts: () => met('Therapy session', 300) },
  'a series that ended is not told twice': { facts: () => weekly('Atlas weekly', 100, 20) },
})

table('series_ended', {
  'a series that stopped is told with its length': {
    facts: () => weekly('Atlas weekly', 171, 23),
    says: 'Your last “Atlas weekly” together was on 4 June, the last of 23.',
    label: 'Ended',
    cites: 23,
  },
  'without a count where the history is short': {
    facts: () => weekly('Atlas weekly', 171, 23),
    more: { readBackTo: daysAgo(330) },
    says: '“Atlas weekly”, for the two of you, on 4 June.',
    cites: 1,
  },
  'without a title that may not be told': {
    facts: () => weekly('1:1', 171, 23),
    says: 'A regular meeting of the two of you, on 4 June, after 23 meetings.',
  },
  'one that goes on without whoever left is called over for the two only': {
    facts: () => [
      ...weekly('Atlas weekly', 171, 23),
      ...[10, 17, 24].map((days) => meeting({ days, with: [jonas], series: 's1', title: 'Atlas weekly' })),
    ],
    says: '“Atlas weekly”, for the two of you, on 4 June, after 23 meetings.',
  },
  'one after which the two went on for months is no news': {
    facts: () => [...weekly('Atlas weekly', 171, 23), ...talk(anna, [140, 100], 'Hi')],
  },
  'one that runs has not ended': { facts: () => weekly('Atlas weekly', 6, 23) },
  'one with a date to come has not ended': {
    facts: () => [...weekly('Atlas weekly', 90, 23), meeting({ days: -20, with: [anna], series: 's1' })],
  },
})

/** Their message and the owner's answer, which is the last word. */
const exchange = (days: number, subject: string) => [
  mail({ from: anna, days, subject, thread: subject }),
  mail({ to: [anna], days: days - 0.1, subject: `Re: ${subject}`, thread: subject, signals: ['reply'] }),
]
table('last_thread', {
  'the last thread of both is named': {
    facts: () => [...past(), ...exchange(170, 'Northlight design review')],
    says: 'You last wrote about “Northlight design review”, in June.',
    label: 'Last thread',
    cites: 2,
  },
  'an older one is not called the last': {
    facts: () => [...exchange(300, 'Northlight design review'), ...exchange(170, 'Hi')],
    says: '“Northlight design review”, in January; there was mail up to June.',
    cites: 3,
  },
  'a meeting after it is said': {
    facts: () => [...exchange(300, 'Northlight design review'), meeting({ days: 170, with: [anna], title: 'Hi' })],
    says: 'You last wrote about “Northlight design review”, in January; you last met in June.',
    cites: 3,
  },
  'a mail on which they only stood is no mail between the two, and is said': {
    facts: () => [
      ...exchange(300, 'Northlight design review'),
      mail({ from: jonas, cc: [anna], days: 170, subject: 'Hi' }),
    ],
    says: 'You last wrote about “Northlight design review”, in January; the newest mail with you both on it is from June.',
    cites: 3,
  },
  'where the mail program broke the thread its subject holds it together': {
    facts: () => [
      mail({ from: anna, days: 170, subject: 'Northlight design review', thread: 'a' }),
      mail({ to: [anna], days: 168, subject: 'Re: Northlight design review', thread: 'b', signals: ['reply'] }),
    ],
    says: 'You last wrote about “Northlight design review”, in June.',
    cites: 2,
  },
  'one subject in two years is two threads': {
    facts: () => [
      mail({ from: anna, days: 800, subject: 'The harbour walk', thread: 'a' }),
      mail({ to: [anna], days: 170, subject: 'The harbour walk', thread: 'b' }),
      ...talk(anna, [160], 'Hi'),
    ],
    says: 'In June you wrote to them about “The harbour walk”.',
    cites: 2,
  },
  'where no thread is of both, the last mail of one of them is named': {
    facts: () => [mail({ from: anna, days: 300, subject: 'Northlight design review' }), ...talk(anna, [170], 'Hi')],
    says: '“Northlight design review”, in January; there was mail up to June.',
    cites: 2,
  },
  'a thread that is told as the last word is not told twice': {
    facts: () => [
      ...past(),
      ...exchange(170, 'Studio move'),
      question({ subject: 'Studio move', thread: 'Studio move' }),
    ],
  },
  'what is told as a note without an answer is not told twice': {
    facts: () => [...past(), mail({ to: [anna], days: 100, subject: 'Northlight design review' })],
  },
  'private, generic and tagged subjects are not quoted': {
    facts: () =>
      [
        ...['Invoice 12', 'Hi', 'Lunch on Friday', 'Chemo on Friday', '[webdev] Captions', '[webdev] Re[2]: Captions'],
        ...[
          'See https://evil.example',
          'Ticket #4711',
          'PROJ-1234 breaks',
          'Accepted: Atlas',
          'A resume',
          'Your order 5512',
        ],
      ].flatMap((subject, i) => talk(anna, [300 - i], subject)),
  },
  'nothing of a large group is quoted': {
    facts: () => [
      mail({
        to: [anna, 'b@b.example', 'c@c.example', 'd@d.example'],
        days: 170,
        subject: 'The harbour map',
        thread: 'x',
      }),
      mail({
        from: anna,
        cc: ['b@b.example', 'c@c.example', 'd@d.example'],
        days: 169,
        subject: 'The harbour map',
        thread: 'x',
      }),
    ],
  },
})

const both = (days: number, thread: string) => mail({ to: [anna, jonas], days, thread, subject: 'Hi' })
table('in_common', {
  'a third person is counted by threads': {
    facts: () => [...past(), ...[300, 280, 260, 240, 220, 210].map((days, i) => both(days, `t${i}`)), both(205, 't5')],
    says: 'Jonas Lind, on six threads with you both.',
    label: 'In common',
    cites: 6,
  },
  'and by meetings': {
    facts: () => [...past(), both(300, 't'), ...[250, 240].map((days) => meeting({ days, with: [anna, jonas] }))],
    says: 'Jonas Lind, on one thread and at two meetings with you both.',
    cites: 3,
  },
  'only the last year is counted where the history is short': {
    facts: () => [...past(), both(500, 't0'), both(300, 't1'), both(250, 't2')],
    more: { readBackTo: daysAgo(510) },
    says: 'Jonas Lind, on two threads with you both in the last year.',
    cites: 2,
  },
  'one thread is no company': { facts: () => [...past(), both(300, 't'), both(299, 't')] },
  'nobody is named who may not be': {
    facts: () => [...past(), both(300, 't1'), both(280, 't2')],
    more: { named: () => undefined },
  },
  'nobody of a large group is': {
    facts: () =>
      ['t1', 't2'].map((thread, i) =>
        mail({ to: [anna, jonas, ...'bcdefg'.split('').map((x) => `${x}@x.example`)], days: 300 + i, thread }),
      ),
  },
})

const years = (count: number, ahead = 4) => {
  const then = daysAgo(-ahead).toZonedDateTimeISO('Europe/Berlin').subtract({ years: count })
  return (daysAgo(0).epochMilliseconds - then.epochMilliseconds) / 86_400_000
}
table('anniversary', {
  'the first email is five years old this week': {
    facts: () => talk(anna, [years(5), 200]),
    more: { readBackTo: daysAgo(3000), horizon: daysAgo(3000) },
    says: 'Five years since your first email, 26 November 2021.',
    label: 'This Thursday',
    cites: 1,
  },
  'a year is one': {
    facts: () => [meeting({ days: years(1), with: [anna] }), ...talk(anna, [200])],
    says: 'A year since your first meeting, 26 November 2025.',
  },
  'today is today': {
    facts: () => talk(anna, [years(2, 0), 200]),
    label: 'Today',
    says: 'Two years since your first email, 22 November 2024.',
  },
  'next week is not this week': { facts: () => talk(anna, [years(2, 8), 200]) },
  'yesterday is over': { facts: () => talk(anna, [years(2, -1), 200]) },
  'nothing is the first where the history begins there': {
    facts: () => talk(anna, [years(2), 200]),
    more: { readBackTo: daysAgo(740) },
  },
  'nothing is the first at the horizon': {
    facts: () => talk(anna, [years(2), 200]),
    more: { horizon: daysAgo(740) },
  },
  'nothing is the first where they stood beside somebody before': {
    facts: () => [mail({ from: jonas, to: [owner, anna], days: years(3) }), ...talk(anna, [years(2), 200])],
  },
})

const wish = (days: number, subject = 'Happy birthday, Anna') => mail({ to: [anna], days, subject })
table('birthday', {
  'a birthday of the calendar is said by its weekday': {
    facts: past,
    more: { birthdays: [{ id: 'b', month: 11, day: 26 }] },
    says: 'Birthday on Thursday.',
    label: 'Coming up',
    cites: 1,
  },
  'today is today': {
    facts: past,
    more: { birthdays: [{ id: 'b', month: 11, day: 22 }] },
    says: 'Their birthday.',
    label: 'Today',
  },
  'one beyond the coming week is not spoken of': {
    facts: past,
    more: { birthdays: [{ id: 'b', month: 11, day: 29 }] },
  },
  'one that is over is not spoken of': { facts: past, more: { birthdays: [{ id: 'b', month: 11, day: 21 }] } },
  'wishes of two years on one day tell it': {
    facts: () => [...past(), wish(years(1)), wish(years(2), 'Alles Gute zum Geburtstag!')],
    says: 'Birthday on Thursday.',
    cites: 2,
  },
  'wishes around one day tell it about': {
    facts: () => [...past(), wish(years(1)), wish(years(2, 5))],
    says: 'Birthday about now, going by the wishes you sent in other years.',
    cites: 2,
  },
  'wishes of one year tell nothing': { facts: () => [...past(), wish(years(1)), wish(years(1) - 1)] },
  'wishes of two seasons tell nothing': { facts: () => [...past(), wish(years(1)), wish(years(2) + 100)] },
  'a mail about somebody’s party is no wish': {
    facts: () => [...past(), wish(years(1), 'Happy birthday party for Tom'), wish(years(2), 'Tom: happy birthday')],
  },
  'a wish to two people is for nobody’s day alone': {
    facts: () => [
      ...past(),
      ...[1, 2].map((n) => mail({ to: [anna, jonas], days: years(n), subject: 'Happy birthday' })),
    ],
  },
})

const beta = 'Anna Berg <anna@beta.example>'
table('moved', {
  'a new address is told with the month it began': {
    facts: () => [...talk(anna, [500, 400, 300]), mail({ from: beta, days: 170 }), ...talk(beta, [160, 100])],
    says: 'Writing from beta.example since June; acme.example has gone quiet.',
    label: 'New address',
    cites: 3,
  },
  'without a since where the history is short': {
    facts: () => [...talk(anna, [220, 210, 200]), ...talk(beta, [160, 100])],
    more: { readBackTo: daysAgo(215) },
    says: 'They write from beta.example now; acme.example has gone quiet.',
  },
  'two addresses in use are no move': { facts: () => [...talk(anna, [500, 300, 40]), ...talk(beta, [160, 100])] },
  'a move of years ago is no news': { facts: () => [...talk(anna, [900, 800]), ...talk(beta, [600, 100])] },
  'a slip of the address is no move': {
    facts: () => [...talk(anna, [500, 400, 300]), ...talk('Anna Berg <anna@acmee.example>', [160, 100])],
  },
  'a mailbox at a great provider of another country is no move': {
    facts: () => [...talk(anna, [500, 400, 300]), ...talk('Anna Berg <anna@yahoo.co.nz>', [160, 100])],
  },
  'a practice is not named': {
    facts: () => [...talk(anna, [500, 400, 300]), ...talk('Anna Berg <anna@therapy-centre.example>', [160, 100])],
  },
})

const novembers = (...ago: number[]) =>
  talk(
    anna,
    ago.map((year) => 365.25 * year + 3),
  )
table('season', {
  'a month that comes back': {
    facts: () => novembers(1, 2, 3, 4),
    says: 'You have written to each other in it each year from 2022 to 2025.',
    label: 'Every November',
    cites: 8,
  },
  'two years are no habit': { facts: () => novembers(1, 2) },
  'a year left out breaks it': { facts: () => novembers(1, 2, 4) },
  'who is in touch all year has no season': {
    facts: () =>
      talk(
        anna,
        Array.from({ length: 50 }, (_, i) => 30 + 30 * i),
      ),
  },
})

table('note', {
  'the newest line of the owner’s': {
    facts: past,
    more: {
      notes: [
        { at: daysAgo(250), text: 'training for a\nmarathon' },
        { at: daysAgo(400), text: 'older' },
      ],
    },
    says: 'In March you noted: training for a marathon.',
    label: 'Your note',
    cites: 0,
  },
  'nothing was noted': { facts: past, more: { notes: [{ at: daysAgo(2), text: '  ' }] } },
})

describe('the points of a card', () => {
  const point = (kind: PointKind, label = kind as string): Point => ({ kind, label, text: kind, evidence: [kind] })
  const kinds = (all: readonly Point[], most?: number) => pickPoints(all, most).map(({ kind }) => kind)

  test('begin with what is news, then keep their order', () => {
    expect(kinds([point('shared_meetings'), point('last_thread'), point('moved')])).toEqual([
      'moved',
      'shared_meetings',
      'last_thread',
    ])
    expect(kinds([point('owed_reply', 'Last word'), point('series_ended')])).toEqual(['series_ended', 'owed_reply'])
    expect(kinds([point('owed_reply', 'Still open'), point('series_ended')])).toEqual(['owed_reply', 'series_ended'])
  })
  test('are three at most, or as many as are wanted, of different kinds', () => {
    const many = [point('note'), point('note'), point('last_thread'), point('in_common'), point('season')]
    expect(kinds(many)).toEqual(['note', 'last_thread', 'in_common'])
    expect(kinds(many, 2)).toEqual(['note', 'last_thread'])
    expect(kinds([])).toEqual([])
  })

  test('quote a title in one of them, as long as that leaves two', () => {
    const quoting = (kind: PointKind, title: string) => ({ ...point(kind), text: `It was “${title}”.` })
    const walk = [quoting('shared_meetings', 'Harbour walk'), quoting('last_thread', 'Harbour Walk')]
    expect(kinds([...walk, point('in_common')])).toEqual(['shared_meetings', 'in_common'])
    expect(kinds(walk)).toEqual(['shared_meetings', 'last_thread'])
    const longer = quoting('owed_reply', 'Harbour walk - today at 2')
    expect(kinds([longer, ...walk, point('in_common')])).toEqual(['owed_reply', 'in_common'])
  })
  test('never tell of an older thread by the title that they wrote last', async () => {
    const facts = [
      ...talk(anna, [250, 200], 'Draft of the chapter'),
      mail({ from: anna, days: 150, subject: 'Draft of the chapter', thread: 'later' }),
    ]
    const said = points(await telling(facts, address)).filter(({ text }) => text.includes('Draft of the chapter'))
    expect(said.map(({ kind }) => kind)).toEqual(['owed_reply'])
  })

  test('of a person whose matters are private quote nothing', async () => {
    const facts = [...talk(anna, [300, 250, 220], 'Biopsy results'), ...talk(anna, [170], 'Northlight design review')]
    const known = await telling(facts, address)
    expect(known.person.exclusions.map(({ kind }) => kind)).toContain('sensitive')
    expect(points(known).filter(({ text }) => text.includes('“'))).toEqual([])
  })

  test('say the same for the same seed, and cite only what there is, whatever the history', async () => {
    const day = fc.integer({ min: 1, max: 1500 })
    const title = fc.constantFrom('Hi', 'Studio move', 'Harbour map?', 'Biopsy', 'Intro: Anna and Jonas', '[x] y')
    const fact = fc
      .record({
        days: day,
        title,
        how: fc.constantFrom('to', 'from', 'met', 'both'),
        thread: fc.constantFrom('a', 'b', 'c'),
      })
      .map(({ days, title, how, thread }) => {
        if (how === 'met') return meeting({ days, with: [anna], title, series: thread })
        if (how === 'both') return mail({ to: [anna, jonas], days, subject: title, thread })
        return mail({ ...(how === 'to' ? { to: [anna] } : { from: anna }), days, subject: title, thread })
      })
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 25 }), fc.option(day), async (facts, read) => {
        const known = await telling(facts, address, read === null ? {} : { readBackTo: daysAgo(read) })
        const all = points(known)
        // Asked for alone, what stands first is the same, whatever may not lead.
        for (const one of [undefined, ...all]) {
          const passes = ({ kind }: { readonly kind: PointKind }) => kind !== one?.kind
          expect(pointsOf(known).lead(passes)?.text).toBe(leadOfAll(all.filter(passes))?.text)
        }
        const ids = new Set(known.contacts.map(({ id }) => id))
        expect(points(known)).toEqual(all)
        for (const { text, evidence } of all) {
          expect(evidence.length).toBeGreaterThan(0)
          expect(evidence.every((id) => ids.has(id))).toBe(true)
          expect(text).not.toMatch(/Biopsy|\[x\]|undefined|overdue|you haven|\b(?:her|him|his|she|he)\b|!/i)
          const [, quoted] = /“(.+?)”/.exec(text) ?? []
          const titles = known.contacts.filter(({ id }) => evidence.includes(id)).map((one) => one.title)
          if (quoted !== undefined) expect(titles).toContain(quoted)
        }
      }),
      { numRuns: 150 },
    )
  })
})
