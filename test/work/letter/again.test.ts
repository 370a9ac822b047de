import { afterEach, describe, expect, test } from 'vitest'
import { openItems } from '../../../src/db/digests.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import type { Delivery } from '../../../src/deps.ts'
import type { Card } from '../../../src/letter/types.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { previewLetter } from '../../../src/work/letter/preview.ts'
import { sendLetter } from '../../../src/work/letter/send.ts'
import { addressesOf, decide, type Wish } from '../../../src/work/people/decide.ts'
import { monday, type Stage, type Staging, setStage, sunday } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

const begin = async (staging: Staging = {}) => {
  stage = await setStage(staging)
  await stage.run(sunday.add({ minutes: 1 }))
}
const press = async () => {
  await sendLetter(stage.deps, await stage.user())
  await stage.run(stage.now().add({ minutes: 1 }))
}
const cardsOf = async (): Promise<readonly Card[]> =>
  (await stage.digests())[0]?.items.flatMap(({ card }) => card ?? []) ?? []

/** What a button on the page of a person does. */
async function say({ address }: Card, wish: Wish): Promise<void> {
  const person = await findPersonByAddress(stage.db, 'sam', address)
  if (!person) throw new Error(`nobody has ${address}`)
  const about = { deps: stage.deps, userId: 'sam', addresses: addressesOf(person), person, at: stage.now() }
  await decide(stage.db, about, wish)
}

const wishes: readonly Wish[] = [
  { kind: 'let_go' },
  { kind: 'elsewhere' },
  { kind: 'close' },
  { kind: 'rest', until: monday.add({ hours: 24 * 40 }) },
]

describe('a letter that goes out again', () => {
  test.each(wishes)('neither names nor counts whom the owner said on their page: %o', async (wish) => {
    await begin()
    await press()
    await stage.run(monday.add({ hours: 24 * 7 + 1 }))
    const [first, second] = await cardsOf()
    if (!first || !second) throw new Error('a letter for two')
    expect(stage.mails.at(-1)?.subject).toContain(first.firstName)
    await say(first, wish)
    await press()
    expect(stage.mails).toHaveLength(3)
    const { subject = '', html = '', text = '' } = stage.mails.at(-1) ?? {}
    for (const part of [subject, html, text]) expect(part.toLowerCase().includes(first.name.toLowerCase())).toBe(false)
    expect(subject).not.toContain(first.firstName)
    expect(subject).toContain(second.firstName)
    expect(text).not.toMatch(/\bTwo (?:people|names|hellos)|: two\b/)
    expect(html.includes('Two people')).toBe(false)
  })

  test('counts anew in the words of the first one too', async () => {
    await begin()
    await press()
    expect(stage.mails[0]?.text.replace(/\s+/g, ' ')).toContain('picked three people you used to see more of')
    const [first] = await cardsOf()
    if (first) await say(first, { kind: 'let_go' })
    await press()
    expect(stage.mails[1]?.subject).toBe('Your first letter: two people')
    expect(stage.mails[1]?.text.replace(/\s+/g, ' ')).toContain('picked two people you used to see more of')
  })

  test('keeps names out of its subject where they were kept out before', async () => {
    await begin({ settings: { discreetSubject: true } })
    await stage.run(monday.add({ hours: 1 }))
    const [first] = await cardsOf()
    if (first) await say(first, { kind: 'let_go' })
    await press()
    expect(stage.mails[1]?.subject).toBe(stage.mails[0]?.subject)
  })

  test('is refused where everybody in it has been taken care of', async () => {
    await begin()
    await press()
    for (const card of await cardsOf()) await say(card, { kind: 'elsewhere' })
    await expect(press()).rejects.toMatchObject({ status: 409 })
    expect(stage.mails).toHaveLength(1)
  })

  test('and is not taken by the relay then, still is the letter of its week', async () => {
    let answer: Delivery = { kind: 'accepted' }
    await begin({ relay: async () => answer })
    await press()
    const names = (await cardsOf()).map(({ name }) => name)
    answer = { kind: 'refused', permanent: true, atRecipient: false, code: 554, reason: 'no' }
    await press()
    expect(await stage.digests()).toMatchObject([{ state: 'failed', sends: 1 }])
    // What comes of its people is still followed.
    expect(await openItems(stage.db, 'sam', sunday.subtract({ hours: 48 }))).toHaveLength(names.length)
    const { letter, gone } = await previewLetter(stage.deps, await stage.user())
    expect([gone, letter?.cards.map(({ name }) => name)]).toEqual([true, names])
    answer = { kind: 'accepted' }
    await stage.run(monday.add({ hours: 24 * 7 + 1 }))
    expect(stage.mails).toHaveLength(2)
    expect(stage.mails[1]?.text).not.toContain('could not be delivered')
  })
})

describe('a letter that waits for the relay', () => {
  const busy: Delivery = { kind: 'unreached', reason: 'nothing answers' }

  test('is written anew when the owner has a word on somebody in it', async () => {
    let answer: Delivery = busy
    stage = await setStage({ relay: async () => answer })
    await stage.run(monday.add({ minutes: 1 }))
    const [first] = await cardsOf()
    if (!first) throw new Error('nobody is in it')
    await say(first, { kind: 'let_go' })
    answer = { kind: 'accepted' }
    await stage.run(monday.add({ minutes: 10 }))
    expect(stage.mails).toHaveLength(1)
    expect(stage.mails[0]?.text).not.toContain(first.name.toUpperCase())
    expect(stage.mails[0]?.text).toContain('Three people')
  })

  test('is not sent in pieces once its account is gone', async () => {
    let answer: Delivery = busy
    stage = await setStage({ relay: async () => answer })
    await stage.run(monday.add({ minutes: 1 }))
    await disconnect(stage.deps, 'sam', 'sam-google')
    answer = { kind: 'accepted' }
    await stage.run(monday.add({ hours: 2 }))
    expect(stage.mails).toEqual([])
    expect(await stage.digests()).toMatchObject([{ state: 'dropped', sends: 0 }])
  })
})

test('what the account that is gone told is not sent again', async () => {
  await begin()
  await press()
  await disconnect(stage.deps, 'sam', 'sam-google')
  await expect(press()).rejects.toMatchObject({ status: 409 })
  expect(stage.mails).toHaveLength(1)
})
