import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { findUser, type User } from '../../../src/db/accounts/users.ts'
import { confirmations, connections, links, provenAddresses, users } from '../../../src/db/schema.ts'
import type { Delivery } from '../../../src/deps.ts'
import { sha256 } from '../../../src/seal.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { confirmAddress, refuseAddress, requestConfirmation } from '../../../src/work/mail/confirm.ts'
import { findLink } from '../../../src/work/mail/links.ts'
import { me, monday, type Stage, type Staging, setStage } from '../letter/stage.ts'

const stranger = 'ceo@victim.example'
let stage: Stage
afterEach(() => stage.close())

/** A user each of whose accounts carries an address that nobody vouches for. */
async function begin(addresses: readonly string[] = [stranger], staging: Staging = {}) {
  stage = await setStage(staging)
  await stage.db.delete(provenAddresses)
  await carry('sam', addresses)
}
async function carry(userId: string, addresses: readonly string[]) {
  for (const [index, email] of addresses.entries())
    await stage.db.insert(connections).values({
      id: `${userId}-${index}`,
      userId,
      provider: 'microsoft',
      issuer: 'https://login.microsoftonline.com',
      subject: `${userId}|${index}`,
      email,
      scopes: [],
      state: 'paused',
      createdAt: stage.now(),
    })
}
async function another(id: string): Promise<User> {
  const { db } = stage
  await db.insert(users).values({ ...(await stage.user()), id, email: `${id}@nobody`, settings: defaultSettings })
  await carry(id, [stranger])
  const user = await findUser(db, id)
  if (!user) throw new Error('nobody')
  return user
}
const ask = async (address = stranger) => requestConfirmation(stage.deps, await stage.user(), address)
const soon = () => stage.run(stage.now().add({ minutes: 1 }))
const states = async () => (await stage.db.select().from(confirmations)).map(({ state }) => state)
const went = () => stage.mails.map(({ to }) => to)
const hrefIn = (text = '') => /\/confirm\/(\S+)/.exec(text)?.[1] ?? ''
async function link(place = 0) {
  const found = await findLink(stage.deps, hrefIn(stage.mails[place]?.text), ['confirm'])
  if (!found) throw new Error('no link')
  return found
}

test('no letter goes to an unproven address at its hour; the letter page keeps it with the reason', async () => {
  await begin()
  await stage.run(monday.add({ hours: 1 }))
  expect(went()).toEqual([])
  const [row] = await stage.digests()
  expect(row).toMatchObject({ state: 'dropped', sends: 0 })
  expect(row?.problem).toContain('is not confirmed as yours')
  expect(row?.items).toEqual([])
})

test('a proof that is withdrawn between writing and sending still counts: the letter stays', async () => {
  const answers: Delivery[] = [{ kind: 'unreached', reason: 'nobody answers' }]
  stage = await setStage({ relay: async () => answers.shift() ?? { kind: 'accepted' } })
  await stage.run(monday.add({ minutes: 1 }))
  expect((await stage.digests())[0]?.state).toBe('ready')
  await stage.db.delete(provenAddresses)
  await stage.run(monday.add({ hours: 2 }))
  expect(went()).toEqual([])
  expect(await stage.digests()).toMatchObject([{ state: 'dropped' }])
})

test('a letter that comes back from the proven address goes to no unproven one', async () => {
  const relay = async (): Promise<Delivery> => ({
    kind: 'refused',
    permanent: true,
    atRecipient: true,
    code: 550,
    reason: 'the mail relay answered 550 to the recipient',
  })
  const asked: string[] = []
  stage = await setStage({
    relay: async ({ to }) => {
      asked.push(to)
      return relay()
    },
  })
  await carry('sam', [stranger])
  await stage.run(monday.add({ hours: 24 * 15 }))
  expect(asked).toEqual([me])
})

test('the mail with the link leaves once, whatever is pressed, and proves the address for this user only', async () => {
  await begin()
  const eve = await another('eve')
  await ask()
  await expect(ask()).rejects.toMatchObject({ status: 409 })
  await soon()
  await expect(ask()).rejects.toMatchObject({ status: 409 })
  await expect(requestConfirmation(stage.deps, eve, stranger)).rejects.toMatchObject({ status: 409 })
  expect(went()).toEqual([stranger])
  expect(await states()).toEqual(['sent'])
  await confirmAddress(stage.deps, await link())
  await confirmAddress(stage.deps, await link())
  expect(await stage.db.select().from(provenAddresses)).toMatchObject([
    { userId: 'sam', address: stranger, how: 'link' },
  ])
  await stage.run(monday.add({ hours: 1 }))
  expect(went()).toEqual([stranger, stranger])
})

test('a program that dies while the mail leaves sends no second one, and says so', async () => {
  await begin([stranger], { relay: () => new Promise(() => {}) })
  await ask()
  const { tick } = await import('../../../src/work/tick.ts')
  void tick(stage.deps)
  await expect.poll(states).toEqual(['sending'])
  stage.rewind(stage.now().add({ minutes: 10 }))
  await tick(stage.deps)
  expect(await states()).toEqual(['unknown'])
  await expect(ask()).rejects.toMatchObject({ status: 409 })
})

test('a relay that says “later” is asked again; after a day nothing has left, and it may be asked for anew', async () => {
  let tries = 0
  await begin([stranger], {
    relay: async () => {
      tries++
      return { kind: 'unreached', reason: 'nobody answers' }
    },
  })
  await ask()
  await stage.run(stage.now().add({ hours: 30 }))
  expect(tries).toBeGreaterThan(3)
  expect(await states()).toEqual(['failed'])
  await ask()
  expect(await states()).toEqual(['queued'])
})

test('an address that takes no mail is not tried again', async () => {
  await begin([stranger], {
    relay: async () => ({ kind: 'refused', permanent: true, atRecipient: true, code: 550, reason: 'no' }),
  })
  await ask()
  await soon()
  expect(await states()).toEqual(['bounced'])
  await expect(ask()).rejects.toMatchObject({ status: 409 })
})

test('one user may ask three addresses, and an address is asked by one user in thirty days', async () => {
  const four = ['a@one.example', 'b@two.example', 'c@three.example', 'd@four.example']
  await begin(four)
  for (const address of four.slice(0, 3)) await ask(address)
  await expect(ask('d@four.example')).rejects.toMatchObject({ status: 429 })
  await soon()
  expect(went().toSorted()).toEqual(four.slice(0, 3))
  await stage.db.update(connections).set({ email: sql`id || '@else.example'` })
  await another('eve')
  const [account] = await stage.db.select().from(connections).where(eq(connections.userId, 'eve'))
  await stage.db
    .update(connections)
    .set({ email: 'a@one.example' })
    .where(eq(connections.id, account?.id ?? ''))
  const eve = await findUser(stage.db, 'eve')
  if (!eve) throw new Error('nobody')
  await expect(requestConfirmation(stage.deps, eve, 'a@one.example')).rejects.toMatchObject({ status: 409 })
  stage.rewind(stage.now().add({ hours: 24 * 31 }))
  await requestConfirmation(stage.deps, eve, 'a@one.example')
  expect(await states()).toContain('queued')
})

test('deleting the account and coming back does not bring the address another mail in those days', async () => {
  await begin()
  const eve = await another('eve')
  await requestConfirmation(stage.deps, eve, stranger)
  await soon()
  await stage.db.delete(users).where(eq(users.id, 'eve'))
  expect(await states()).toEqual([])
  await expect(requestConfirmation(stage.deps, await another('eve'), stranger)).rejects.toMatchObject({ status: 409 })
})

test('a server sends a hundred such mails a day and no more', async () => {
  await begin()
  for (let index = 0; index < 101; index++) {
    const { db } = stage
    const id = `u${index}`
    await db.insert(users).values({ ...(await stage.user()), id, email: 'x', settings: defaultSettings })
    await carry(id, [`${id}@many.example`])
    const user = await findUser(db, id)
    if (!user) throw new Error('nobody')
    const asked = requestConfirmation(stage.deps, user, `${id}@many.example`)
    if (index < 100) await asked
    else await expect(asked).rejects.toMatchObject({ status: 429 })
  }
})

test('an address that is nobody’s account here, or that holds more than one, is never mailed to', async () => {
  await begin(['a,b@one.example', '"x" <y@two.example>'])
  for (const address of ['someone@else.example', 'a,b@one.example', '"x" <y@two.example>', ''])
    await expect(ask(address)).rejects.toMatchObject({ status: 404 })
  await soon()
  expect(went()).toEqual([])
})

test('“This isn’t mine” ends what the link proved, and the same link takes it back; after two weeks it opens nothing', async () => {
  await begin()
  await ask()
  await soon()
  await confirmAddress(stage.deps, await link())
  await refuseAddress(stage.deps, await link())
  expect(await stage.db.select().from(provenAddresses)).toEqual([])
  await stage.run(monday.add({ hours: 1 }))
  expect(went()).toEqual([stranger])
  await confirmAddress(stage.deps, await link())
  expect(await stage.db.select().from(provenAddresses)).toHaveLength(1)
  stage.rewind(stage.now().add({ hours: 24 * 15 }))
  await expect(link()).rejects.toThrow('no link')
  expect((await stage.db.select().from(links)).map(({ hash }) => hash)).toContain(
    await sha256(hrefIn(stage.mails[0]?.text)),
  )
})

test('without a relay letters lie in the outbox whether the address is proven or not, and no link is offered', async () => {
  await begin([stranger], { relay: null })
  await stage.run(monday.add({ hours: 1 }))
  expect((await stage.digests())[0]).toMatchObject({ state: 'sent' })
  await expect(ask()).rejects.toMatchObject({ status: 409 })
})

test('one mailbox is asked once, however its address is written, and its no holds for every writing', async () => {
  const writings = ['v.ictim+1@gmail.com', 'victim+2@gmail.com', 'victim@googlemail.com']
  await begin(writings)
  await ask(writings[0])
  await soon()
  await expect(ask(writings[1])).rejects.toMatchObject({ status: 409 })
  await refuseAddress(stage.deps, await link())
  stage.jump(stage.now().add({ hours: 24 * 60 }))
  await expect(ask(writings[2])).rejects.toMatchObject({ status: 409 })
  await soon()
  expect(went()).toEqual([writings[0]])
})
