/** Promises and birthdays have their day: letters from week to week, by the real program on sample lives. */
import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, test } from 'vitest'
import { changeNotes, listAllNotes, nextMoment } from '../../../src/db/decisions.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import type { MeetingFact } from '../../../src/facts.ts'
import { blocksOf, budget, wordsIn } from '../../../src/letter/budget.ts'
import { dayIn } from '../../../src/letter/promise/due.ts'
import type { Letter } from '../../../src/letter/types.ts'
import { addressesOf, allHashes, decide, keepNote } from '../../../src/work/people/decide.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { mail, me, monday, type Someone, type Stage, setStage } from './stage.ts'

const berlin = { timeZone: 'Europe/Berlin', locale: null }
const weekMs = 7 * 24 * 3600_000

/** In touch all the time, so that no seat is theirs. */
const friend = (name: string, quietMonths = 1): Someone => ({
  name,
  address: `${name.toLowerCase().replace(/ /g, '.')}@${name.split(' ')[1]?.toLowerCase()}.example`,
  quietMonths,
})

const friends = [
  'Ada Quist',
  'Ben Orlow',
  'Cleo Marsh',
  'Dov Tamm',
  'Eva Lindt',
  'Fay Brook',
  'Gil Sorel',
  'Hana Iwo',
  'Ines Duarte',
  'Jon Vale',
  'Kit Arden',
  'Lou Perrin',
  'Mia Stroud',
  'Ned Falk',
].map((name, index) => friend(name, 12 + (index % 7)))

let stage: Stage

async function person(one: Someone) {
  const found = await findPersonByAddress(stage.db, 'sam', one.address)
  if (!found) throw new Error(`${one.name} is nobody`)
  return found
}

/** As the page of a person keeps it. */
async function note(one: Someone, text: string, due?: string) {
  const at = await nextMoment(stage.db, 'sam', stage.now())
  const about = await person(one)
  await keepNote(
    stage.db,
    { deps: stage.deps, userId: 'sam', addresses: addressesOf(about), person: about, at },
    { text, due: due ?? dayIn(text, at, berlin) },
  )
}

const letters = async (): Promise<readonly { readonly at: Temporal.Instant; readonly letter: Letter }[]> =>
  (await stage.digests())
    .filter(({ sentAt }) => sentAt)
    .map(({ letter, items, sentAt, createdAt }) => ({
      at: sentAt ?? createdAt,
      letter: { ...letter, cards: items.flatMap(({ card }) => card ?? []) },
    }))
    .reverse()

/** A birthday as Google's calendar has it: once a year, all day. */
const birthday = (name: string, day: string): MeetingFact => {
  const start = Temporal.PlainDate.from(day).toZonedDateTime('UTC').toInstant()
  return {
    kind: 'meeting',
    id: `birthday-${name}-${day}`,
    uid: `birthday-${name}-${day}`,
    when: { start, end: start.add({ hours: 24 }) },
    title: `${name}’s birthday`,
    people: [],
    mine: 'none',
    type: 'birthday',
    allDay: true,
    free: true,
    cancelled: false,
  } as unknown as MeetingFact
}

/** Each said on the Thursday after the letter of a week, in seven languages. */
const said: readonly (readonly [number, string])[] = [
  [0, 'Send the slides by Friday'],
  [0, 'in two weeks: the book'],
  [0, 'Call before 15 December'],
  [0, 'bis nächsten Mittwoch das Angebot schicken'],
  [0, 'Adresse vom Arzt bis 18.12.'],
  [1, 'envoyer les photos vendredi prochain'],
  [1, 'le 22 décembre: appeler'],
  [1, 'la semana que viene, el enlace'],
  [1, 'llamar el 24 de diciembre'],
  [2, 'entro due settimane: la ricetta'],
  [2, 'mandare il link domani'],
  [2, 'até segunda: o contacto'],
  [2, 'em três semanas, o livro'],
  [3, 'volgende week bellen'],
  [3, 'uiterlijk 31 december terugbetalen'],
  [3, 'Introduce him to Dana next month'],
  [4, 'end of the month: the reference'],
  [4, 'Tomorrow: the recipe'],
  [5, 'in 10 days, ask how it went'],
  [6, 'by Monday the contract'],
]

const birthdays: readonly (readonly [string, string])[] = [
  ['Ada Quist', '2026-11-23'],
  ['Ben Orlow', '2026-11-29'],
  ['Cleo Marsh', '2026-12-03'],
  ['Dov Tamm', '2026-12-09'],
  ['Eva Lindt', '2026-12-20'],
  ['Fay Brook', '2026-12-25'],
  ['Gil Sorel', '2026-12-31'],
  ['Hana Iwo', '2027-01-01'],
  ['Ines Duarte', '2027-01-10'],
  ['Jon Vale', '2027-01-14'],
  ['Kit Arden', '2027-01-24'],
  ['Lou Perrin', '2027-02-04'],
]

describe('twelve weeks of letters', () => {
  beforeAll(async () => {
    stage = await setStage({ people: friends })
    await stage.store(birthdays.map(([name, day]) => birthday(name, day)))
    await stage.run(monday.add({ minutes: 5 }))
    for (let week = 0; week < 12; week++) {
      stage.jump(monday.add({ milliseconds: week * weekMs + 3 * 24 * 3600_000 }))
      for (const [index, [when, text]] of said.entries())
        if (when === week) await note(friends[index % friends.length] as Someone, text)
      // Who never answers a letter has them pause.
      const [named] = (await letters()).at(-1)?.letter.cards ?? []
      if (named && week % 3 === 2) {
        await stage.store([
          mail({ id: `m${week}`, from: me, to: named.address, at: stage.now(), subject: 'Hello again' }),
        ])
        await requestDerive(stage.db, 'sam', stage.now())
      }
      await stage.run(monday.add({ milliseconds: (week + 1) * weekMs, minutes: 5 }))
    }
  })

  test('20 of 20 promises come within seven days of their day, at most twice, and the second time as late', async () => {
    const rows = await listAllNotes(stage.db, 'sam')
    expect(rows).toHaveLength(said.length)
    expect(rows.filter(({ due }) => due === null).map(({ text }) => text)).toEqual([])
    const all = (await letters()).flatMap(({ at, letter }) => (letter.promises ?? []).map((one) => ({ at, one })))
    const onTime = rows.filter(({ id, due }) =>
      all.some(({ at, one }) => {
        const days = Temporal.PlainDate.from(due ?? '').since(at.toZonedDateTimeISO('Europe/Berlin').toPlainDate()).days
        return one.noteId === id && Math.abs(days) <= 7
      }),
    )
    expect(onTime).toHaveLength(20)
    for (const { id } of rows) {
      const times = all.filter(({ one }) => one.noteId === id).map(({ one }) => one.late)
      expect([[false, true], [true], [false]]).toContainEqual(times)
    }
  })

  test('12 of 12 birthdays have their line in their week, once, and never an age', async () => {
    const all = await letters()
    const inWeek = birthdays.filter(([name, day]) =>
      all.some(({ at, letter }) => {
        const ahead = Temporal.PlainDate.from(day).since(at.toZonedDateTimeISO('Europe/Berlin').toPlainDate()).days
        const line = letter.birthdays?.some((one) => one.name === name)
        const card = letter.cards.some((one) => one.name === name && one.points.some(({ kind }) => kind === 'birthday'))
        return ahead >= 0 && ahead < 7 && (line || card)
      }),
    )
    expect(inWeek).toHaveLength(12)
    const lines = all.flatMap(({ letter }) => letter.birthdays ?? [])
    expect(new Set(lines.map(({ name }) => name)).size).toBe(lines.length)
    for (const { text } of lines) expect(text).not.toMatch(/\d/)
  })

  test('noting a promise bars nobody from being named', async () => {
    const named = new Set((await letters()).flatMap(({ letter }) => letter.cards.map(({ name }) => name)))
    const noted = new Set(said.map((_, index) => friends[index % friends.length]?.name))
    expect([...named].filter((name) => noted.has(name)).length).toBeGreaterThan(3)
  })

  test('no letter is more than calm allows', async () => {
    for (const { letter } of await letters()) {
      expect(blocksOf(letter).length).toBeLessThanOrEqual(budget.blocks)
      expect(wordsIn(letter)).toBeLessThanOrEqual(budget.words)
    }
  })
})

describe('what a letter says of a promise', () => {
  const [ada, ben, cleo] = friends as [Someone, Someone, Someone]
  const next = () => stage.run(monday.add({ milliseconds: ++week * weekMs, minutes: 5 }))
  const latest = async () => (await letters()).at(-1)?.letter
  let week = 0

  beforeAll(async () => {
    stage = await setStage({ people: [ada, ben, cleo], createdAt: monday.subtract({ hours: 24 * 200 }) })
    await stage.store([birthday('Ada Quist', '2026-12-24'), birthday('Ben Orlow', '2026-12-25')])
    await stage.run(monday.add({ minutes: 5 }))
    stage.jump(monday.add({ hours: 24 }))
    await note(ada, 'Send the slides by 2 December')
    await note(ben, 'Ask about the roof by 3 December')
    await note(cleo, 'The name of the dentist, 3 December')
    stage.jump(monday.add({ hours: 48 }))
    await stage.store(
      [ada, ben].map(({ address }) => mail({ id: `since-${address}`, from: me, to: address, at: stage.now() })),
    )
    await requestDerive(stage.db, 'sam', stage.now())
    await next()
  })

  test('a mail since then is told and asked about once, in one question, and never taken for it', async () => {
    const promises = (await latest())?.promises ?? []
    expect(promises.map(({ text, wrote, asks }) => [text, wrote, asks])).toEqual([
      ['For Wednesday, about Ada Quist: “Send the slides by 2 December”.', 'You wrote on Wednesday', 'was that it?'],
      ['For Thursday, about Ben Orlow: “Ask about the roof by 3 December”.', 'You wrote on Wednesday', undefined],
      ['For Thursday, about Cleo Marsh: “The name of the dentist, 3 December”.', undefined, undefined],
    ])
    const text = stage.mails.at(-1)?.text ?? ''
    expect(text).toMatch(/You\s+wrote\s+on\s+Wednesday; was that it\?/)
    expect(text).toContain('Done, or another day: http://localhost:8787/promises#note-')
    expect(stage.mails.at(-1)?.html).toContain('was that it?')
  })

  test('what is done is said no more; the rest once more a week late, kindly, and with nobody named the letter comes all the same', async () => {
    const about = await person(ada)
    const hashes = await allHashes(stage.deps, addressesOf(about))
    const done = (await listAllNotes(stage.db, 'sam')).find(({ text }) => text.startsWith('Send'))
    await changeNotes(stage.db, { userId: 'sam', hashes, id: done?.id ?? '' }, { doneAt: stage.now() })
    const mourned = await person(cleo)
    await decide(
      stage.db,
      { deps: stage.deps, userId: 'sam', addresses: addressesOf(mourned), person: mourned, at: stage.now() },
      { kind: 'let_go' },
    )
    await next()
    const letter = await latest()
    expect(letter?.promises?.map(({ text, asks }) => [text, asks])).toEqual([
      [
        'For Thursday 3 December you noted, about Ben Orlow: “Ask about the roof by 3 December”. Late is fine, and so is leaving it.',
        // The first letter had its one question for somebody else.
        'was that it?',
      ],
    ])
    expect(letter?.kind).toBe('empty')
    expect(letter?.subject).toMatch(/noted/)
    expect(letter?.intro).not.toMatch(/Nothing for you to do/)
  })

  test('after that nothing is said of it, on no card either, and nobody let go has a birthday', async () => {
    const ben0 = await person(ben)
    await decide(
      stage.db,
      { deps: stage.deps, userId: 'sam', addresses: addressesOf(ben0), person: ben0, at: stage.now() },
      { kind: 'let_go' },
    )
    await next()
    await next()
    const letter = await latest()
    expect(letter?.promises).toBeUndefined()
    expect(letter?.birthdays?.map(({ text }) => text)).toEqual(['Thursday is Ada Quist’s birthday.'])
    for (const { letter } of await letters())
      for (const { points } of letter.cards) expect(points.map(({ kind }) => kind)).not.toContain('note')
    expect(stage.mails.at(-1)?.text).toMatch(/Thursday is Ada Quist’s birthday\.\nWrite to Ada: http:\S+\/coffee\//)
  })
})
