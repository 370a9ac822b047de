import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { findPersonByAddress } from '../../../src/db/people.ts'
import { digests, users } from '../../../src/db/schema.ts'
import type { MailFact } from '../../../src/facts.ts'
import { readMailboxes } from '../../../src/work/letter/sources/accounts.ts'
import { readBetween } from '../../../src/work/people/contacts.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { everyone, mail, maren, me, monday, type Stage, setStage } from '../letter/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const hours = (count: number) => monday.add({ hours: count })
const sent = (id: string, name: string, at: number): MailFact => ({
  ...mail({ id, from: me, name, to: maren.address, toName: maren.name, at: hours(at) }),
  signals: [],
})

/** What was sent so far has no name; from now on it goes out under two. */
async function begin() {
  stage = await setStage({ people: everyone })
  const past = Array.from({ length: 60 }, (_, index) => index)
  await stage.store(
    past.map((index) => sent(`s${index}`, index % 2 ? 'Sam Hartley' : 'Ruth Winter', -24 * (240 + index))),
  )
  await stage.run(hours(1))
}
const settings = async () => (await stage.user()).settings
const answer = async (sharedName: string) => {
  const now = { ...(await settings()), sharedMailbox: true, sharedName }
  await stage.db.update(users).set({ settings: now }).where(eq(users.id, 'sam'))
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(stage.now().add({ minutes: 5 }))
}
const notices = async () =>
  (await stage.db.select().from(digests).orderBy(digests.week)).map(({ letter }) =>
    letter.notices.filter(({ text }) => text.includes('Ruth Winter')),
  )

describe('mail that goes out under two names', () => {
  test('is asked about in one letter, with both names and three answers, and not again', async () => {
    await begin()
    expect((await settings()).sharedNames).toEqual(['Ruth Winter', 'Sam Hartley'])
    await stage.run(hours(24 * 7 + 1))
    await stage.run(hours(24 * 14 + 1))
    // Not before there is room for it: the first letter had somebody to thank.
    const [first, ...more] = (await notices()).filter((found) => found.length)
    expect(first?.[0]?.text).toContain('as Ruth Winter and as Sam Hartley')
    expect(first?.[0]?.links.map(({ label }) => label)).toEqual([
      'Only I write from it',
      'We share it, I am Ruth Winter',
      'We share it, I am Sam Hartley',
    ])
    expect(more).toEqual([])
    expect(stage.mails.filter(({ html }) => html.includes('/settings?shared=2#shared'))).toHaveLength(1)
  })

  test('once it is answered, only mail under the owner’s own name counts: for people, for the letter, and the names stay', async () => {
    await begin()
    const person = async () => {
      const found = await findPersonByAddress(stage.db, 'sam', maren.address)
      if (!found) throw new Error('nobody')
      const { contacts } = await readBetween(stage.db, {
        userId: 'sam',
        person: found,
        own: (await readMailboxes(stage.db, await stage.user())).own,
        at: stage.now(),
        ended: new Set(),
      })
      return { out: found.relationship.out, sent: contacts.filter(({ kind }) => kind === 'sent').length }
    }
    const before = await person()
    await answer('Sam Hartley')
    const after = await person()
    expect(before.out - after.out).toBe(30)
    expect(before.sent - after.sent).toBe(30)
    expect((await settings()).sharedNames).toEqual(['Ruth Winter', 'Sam Hartley'])
  })
})
