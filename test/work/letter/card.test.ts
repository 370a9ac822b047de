import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPersonByAddress, type KnownPerson } from '../../../src/db/people.ts'
import { people } from '../../../src/db/schema.ts'
import { monthsInWords } from '../../../src/letter/say/months.ts'
import { writeCard } from '../../../src/work/letter/write-card.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { everyone, jonas, mail, maren, me, type Stage, setStage, sunday } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
  await stage.store([
    // Somebody of whom there is one note without a subject.
    mail({
      id: 'lone-a',
      from: me,
      to: 'lone@example.com',
      toName: 'Lone Larsen',
      at: sunday.subtract({ hours: 24 * 40 }),
    }),
  ])
  await stage.run(sunday.add({ minutes: 1 }))
})
afterAll(() => stage.close())

const person = async (address: string): Promise<KnownPerson> => {
  const found = await findPersonByAddress(stage.db, 'sam', address)
  if (!found) throw new Error(`nobody has ${address}`)
  return found
}
const card = async (address: string) => writeCard(stage.deps, await stage.user(), await person(address), stage.now())

describe('the card of one person', () => {
  test('says how long it has been, in words that accuse nobody', async () => {
    expect(await card(maren.address)).toMatchObject({
      name: 'Maren Okafor',
      firstName: 'Maren',
      address: maren.address,
      since: '7 months since your last email or meeting.',
      lastInTouch: 'Last in touch 22 April 2026.',
      monthsInWords: 'Most months until April 2026, quiet since.',
      reason: 'owed_reply',
      lead: 'open',
    })
  })

  test('opens the message that waits, in the account that holds it', async () => {
    expect((await card(maren.address))?.message).toMatch(
      /^https:\/\/mail\.google\.com\/mail\/u\/\?authuser=sam%40hartley\.example#all\/t-/,
    )
  })

  test('is there for somebody of whom little is known, with one bracket to fill', async () => {
    const lone = await card('lone@example.com')
    expect(lone).toMatchObject({ name: 'Lone Larsen', lead: 'coffee' })
    expect(lone?.opener.text.match(/\[/g)).toHaveLength(1)
    if (!lone?.points.length) expect(lone?.reason).toBe('last_thread')
  })

  test('is there for everyone derived, and for nobody of whom nothing is known', async () => {
    for (const one of everyone) expect((await card(one.address))?.name).toBe(one.name)
    const { lastAt: _, ...relationship } = (await person(maren.address)).relationship
    const stranger: KnownPerson = {
      ...(await person(maren.address)),
      id: 'x',
      address: 'x@nowhere.example',
      addresses: [{ address: 'x@nowhere.example', reason: '', firstAt: sunday, lastAt: sunday }],
      relationship,
    }
    expect(await writeCard(stage.deps, await stage.user(), stranger, stage.now())).toBeNull()
  })

  test('calls nothing the first where there is more than is read of one person', async () => {
    const first = sunday.toZonedDateTimeISO('UTC').subtract({ years: 2 }).add({ days: 2 }).toInstant()
    const wrote = (index: number, at: Temporal.Instant) =>
      mail({ id: `much-${index}`, from: me, to: 'much@example.com', toName: 'Mads Much', at })
    await stage.store([
      wrote(0, first.subtract({ hours: 24 * 200 })),
      ...Array.from({ length: 3000 }, (_, index) => wrote(index + 1, first.add({ minutes: index }))),
    ])
    await requestDerive(stage.db, 'sam', stage.now())
    await stage.run(stage.now().add({ minutes: 1 }))
    expect((await card('much@example.com'))?.points.map(({ kind }) => kind)).not.toContain('anniversary')
  })

  test('goes to the address that they used last, once the owner has written there: anyone may write under their name', async () => {
    const fresh = 'jonas.lind@harbour.example'
    const at = sunday.subtract({ hours: 24 * 100 })
    const goesTo = async (...facts: Parameters<Stage['store']>[0]) => {
      await stage.store(facts)
      await stage.db.delete(people)
      await requestDerive(stage.db, 'sam', stage.now())
      await stage.run(stage.now().add({ minutes: 1 }))
      return (await card(jonas.address))?.address
    }
    expect(await goesTo(mail({ id: 'moved-a', from: fresh, name: jonas.name, to: me, at }))).toBe(jonas.address)
    const answer = mail({ id: 'moved-b', from: me, to: fresh, at: at.add({ hours: 1 }) })
    expect(await goesTo(answer)).toBe(fresh)
  })
})

test('the strip of a letter to come ends in its own month, and names the month of the last contact', async () => {
  for (const days of [0, 10, 40, 31 * 30]) {
    const at = stage.now().add({ hours: days * 24 })
    const made = await writeCard(stage.deps, await stage.user(), await person(maren.address), at)
    expect(made?.months).toHaveLength(24)
    expect(made?.monthsInWords).toMatch(days > 900 ? /No contact in them\.$/ : /until April 2026, quiet since\.$/)
  }
})

test('nobody is called quiet for days', async () => {
  const { relationship } = await person(maren.address)
  const last = relationship.lastAt ?? stage.now()
  for (const [days, quiet] of [
    [20, false],
    [40, true],
  ] as const) {
    const made = await writeCard(
      stage.deps,
      await stage.user(),
      await person(maren.address),
      last.add({ hours: days * 24 }),
    )
    expect(made?.monthsInWords.includes('quiet since')).toBe(quiet)
  }
})

describe('the strip in words', () => {
  const november = Temporal.PlainYearMonth.from('2026-11')
  const strip = (...counts: number[]) => [...Array<number>(24 - counts.length).fill(0), ...counts]
  test.each([
    ['nothing', strip(), 'No contact in them.'],
    ['one month', strip(3, 0, 0), 'Contact in September 2026 alone.'],
    ['every month', Array<number>(24).fill(2), 'Most months, up to now.'],
    [
      'most months, then none',
      strip(...Array<number>(10).fill(1), 0, 0),
      'Most months from December 2025 until September 2026, quiet since.',
    ],
    ['some months', strip(1, 0, 0, 1, 0, 1), 'Some months from June 2026, up to now.'],
    [
      'a month now and then',
      [1, ...Array<number>(21).fill(0), 1, 0],
      'A month now and then until October 2026, quiet since.',
    ],
  ])('%s', (_, months, words) => {
    expect(monthsInWords(months, { current: november })).toBe(words)
  })
})
