import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test } from 'vitest'
import { coffees, connections, digestItems, digests, streams, users } from '../../../src/db/schema.ts'
import type { Notice } from '../../../src/letter/types.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { findLink } from '../../../src/work/mail/links.ts'
import { prove } from '../../support/proof.ts'
import { everyone, me, monday, type Stage, type Staging, setStage } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
const later = (days: number) => monday.add({ hours: 24 * days })
/** A user whose first letter has gone out. */
const begin = async (staging: Staging = {}) => {
  stage = await setStage(staging)
  await stage.run(monday.add({ hours: 1 }))
}
const notices = async (at = stage.now()): Promise<readonly Notice[]> =>
  (await writeLetter(stage.deps, await stage.user(), at)).letter.notices
const texts = async (at = stage.now()) => (await notices(at)).map(({ text }) => text)
const setItem = (set: Partial<typeof digestItems.$inferInsert>) =>
  stage.db.update(digestItems).set(set).where(eq(digestItems.place, 0))
const firstName = async () => (await stage.digests()).at(-1)?.items[0]?.card?.firstName ?? ''

describe('an account that cannot be read any more', () => {
  test('is said in one sentence with three choices in this order: reconnect, keep, delete', async () => {
    await begin()
    await stage.db.update(connections).set({ state: 'reconnect' })
    const found = (await notices()).find(({ text }) => text.includes(me))
    expect(found?.text.match(/\.(\s|$)/g)).toHaveLength(1)
    expect(found?.links).toEqual([
      { label: 'Reconnect', path: '/connect/google' },
      { label: 'Keep what was read', path: '/settings#connections' },
      { label: 'Delete it', path: '/account' },
    ])
    await stage.run(later(7).add({ hours: 1 }))
    const mail = stage.mails.at(-1)
    for (const path of ['/connect/google', '/settings#connections', '/account']) {
      expect(mail?.html).toContain(`http://localhost:8787${path}`)
      expect(mail?.text).toContain(`http://localhost:8787${path}`)
    }
  })

  test('that has ended sends the letter to the other address, and no link uses it', async () => {
    await begin()
    await stage.db.update(connections).set({ state: 'ended' })
    await stage.db.insert(connections).values({
      id: 'sam-private',
      userId: 'sam',
      provider: 'google',
      issuer: 'https://accounts.google.com',
      subject: 'private',
      email: 'sam@private.example',
      scopes: [],
      state: 'active',
      createdAt: stage.now(),
    })
    const address = 'sam@private.example'
    await prove(stage.db, { userId: 'sam', subject: 'private', address, at: stage.now() })
    await stage.run(later(7).add({ hours: 1 }))
    expect(stage.mails.map(({ to }) => to)).toEqual([me, address])
    const cards = (await stage.digests())[0]?.items.map(({ card }) => card) ?? []
    expect(cards.length).toBeGreaterThan(0)
    for (const card of cards) {
      expect(card).not.toHaveProperty('message')
      expect(card?.lead).not.toBe('open')
    }
  })
})

describe('what was answered by a link', () => {
  test('is told in the next letter, with a link that takes it back', async () => {
    await begin({ settings: { people: 1 } })
    await setItem({ outcome: 'let_go', outcomeAt: later(1) })
    const name = await firstName()
    const address = (await stage.digests())[0]?.items[0]?.card?.address
    await stage.run(later(7).add({ hours: 1 }))
    const text = stage.mails.at(-1)?.text ?? ''
    expect(text.replace(/\s+/g, ' ')).toContain(`You asked me not to suggest ${name} again.`)
    const token = new RegExp(`Bring ${name} back: http://localhost:8787/do/([\\w-]{22})`).exec(text)?.[1] ?? ''
    expect(await findLink(stage.deps, token, ['keep'])).toMatchObject({ row: { address, purpose: 'keep' } })
    stage.jump(later(8))
    expect((await texts()).join(' ')).not.toContain('not to suggest')
  })

  test.each([
    ['not_now', 'rest for now'],
    ['elsewhere', 'talk elsewhere'],
  ] as const)('%s is told too', async (outcome, words) => {
    await begin()
    await setItem({ outcome, outcomeAt: later(1) })
    expect((await texts(later(7))).join(' ')).toContain(words)
  })
})

describe('a time that a guest chose', () => {
  test('is told while it waits, and they are not named, though it is over by the hour of the next letter', async () => {
    await begin()
    const tuesday = later(1)
    stage.jump(tuesday)
    const next = later(7)
    const write = async () => (await writeLetter(stage.deps, await stage.user(), next)).letter
    const [someone] = (await write()).cards
    if (!someone) throw new Error('nobody is named')
    const coffee = {
      ...{ id: 'c', userId: 'sam', address: someone.address, name: someone.firstName, timeZone: 'Europe/Berlin' },
      addressHash: await stage.deps.seal.sign(someone.address, 'address'),
      ...{ title: 'Coffee', how: 'invite' as const, note: '', state: 'chosen' as const, createdAt: tuesday },
      ...{ startsAt: later(4), endsAt: later(4).add({ minutes: 45 }), chosenAt: tuesday, holdUntil: later(3) },
    }
    await stage.db.insert(coffees).values(coffee)
    const meanwhile = await write()
    expect(meanwhile.notices.map(({ text }) => text).join(' ')).toMatch(
      new RegExp(`${someone.firstName} chose Friday .* It is held until Thursday`),
    )
    expect(meanwhile.cards.map(({ address }) => address)).not.toContain(someone.address)
    stage.jump(next)
    expect((await texts()).join(' ')).not.toContain('chose Friday')
  })
})

describe('a note that had no answer', () => {
  test('is mentioned once, three weeks later, and nobody is blamed', async () => {
    await begin({ settings: { people: 1 } })
    await setItem({ outcome: 'written', outcomeAt: later(2) })
    const name = await firstName()
    for (const week of [1, 2, 3, 4, 5]) {
      await stage.run(later(7 * week).add({ hours: 1 }))
      const said = (await stage.digests())[0]?.letter.notices.map(({ text }) => text).join(' ') ?? ''
      if (week === 4) {
        expect(said).toContain(`No word from ${name} yet. That’s often timing.`)
        expect(said).toContain('I won’t suggest them again before 4 January')
      } else expect(said).not.toContain('No word from')
    }
  })
})

describe('a letter that went astray', () => {
  test.each([
    ['failed', 'could not be delivered'],
    ['unknown', 'could not find out whether'],
    ['dropped', 'more than a day late'],
  ] as const)('%s is said on a slip in the next one', async (state, words) => {
    await begin()
    await stage.db.update(digests).set({ state, sends: state === 'unknown' ? 1 : 0 })
    const found = (await notices(later(7))).find(({ text }) => text.includes(words))
    expect(found?.links).toEqual([{ label: 'See what happened', path: '/letter' }])
  })

  test('one that the owner kept back needs no slip', async () => {
    let reached = false
    await begin({
      relay: async () => (reached ? { kind: 'accepted' } : { kind: 'unreached', reason: 'nobody answers' }),
    })
    const user = await stage.user()
    await stage.db.update(users).set({ settings: { ...user.settings, pausedUntil: '2026-11-28' } })
    reached = true
    await stage.run(later(1))
    expect(await stage.digests()).toMatchObject([{ state: 'dropped' }])
    expect((await stage.digests())[0]?.problem).toContain('paused')
    expect(stage.mails).toEqual([])
    expect((await texts(later(7))).join(' ')).not.toContain('last letter')
  })
})

describe('a short history', () => {
  test('is said to be short, and another account is offered below three people', async () => {
    await begin({ people: everyone.slice(0, 2) })
    const { letter: after, eligible } = await writeLetter(stage.deps, await stage.user(), stage.now())
    expect(eligible).toBe(2)
    const [row] = await stage.digests()
    expect(row?.letter.intro).toContain('too little to know your rhythm')
    expect(after.notices.flatMap(({ text }) => text).join()).not.toContain('Two things would show me more')
    expect(row?.letter.notices.flatMap(({ links }) => links.map(({ path }) => path))).toContain('/connect/google')
  })

  test('is not claimed where there is enough to go by', async () => {
    const more = everyone.map((person) => ({ ...person, address: `also-${person.address}`, name: `Al ${person.name}` }))
    await begin({ people: [...everyone, ...more] })
    expect((await stage.digests())[0]?.letter.intro).not.toContain('too little')
  })

  test('is told from one that is only being read', async () => {
    stage = await setStage()
    await stage.run(monday.subtract({ hours: 1 }))
    await stage.db.update(streams).set({ phase: 'reading', readBackTo: monday.subtract({ hours: 24 * 100 }) })
    await stage.run(monday.add({ hours: 1 }))
    expect(await stage.digests()).toEqual([])
    await stage.db.update(streams).set({ phase: 'current' })
    await stage.run(later(7).add({ hours: 1 }))
    expect(await stage.digests()).toMatchObject([{ letter: { kind: 'first' } }])
  })
})

test('a second way in is asked for once, in the letter after the first', async () => {
  await begin()
  await stage.run(later(14).add({ hours: 1 }))
  const asked = (await stage.digests()).map(({ letter }) =>
    letter.notices.some(({ text }) => text.includes('one way in')),
  )
  expect(asked.toReversed()).toEqual([false, true, false])
})

test('a subject that should be discreet names nobody', async () => {
  await begin({ settings: { discreetSubject: true } })
  const [row] = await stage.digests()
  for (const { card } of row?.items ?? []) expect(stage.mails[0]?.subject).not.toContain(card?.firstName)
  expect(stage.mails[0]?.subject).not.toBe('')
  expect(Temporal.Instant.compare(stage.now(), monday)).toBe(1)
})
