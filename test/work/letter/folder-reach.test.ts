/** A folder that is not handed out while the rest of its account is read: whom it knew is not called quiet, the others may be. */
import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { listings, streams } from '../../../src/db/schema.ts'
import type { Instant } from '../../../src/facts.ts'
import type { SetAside } from '../../../src/providers/types.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { everyone, mail, maren, me, type Stage, setStage, sunday } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
const ago = (days: number) => sunday.subtract({ hours: 24 * days })
const folder = 7

/** Somebody whose mail lay in that folder, and who wrote last so many days ago. */
async function begin() {
  stage = await setStage({ people: everyone, createdAt: ago(400), settings: { people: 5 } })
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(stage.now().add({ seconds: 1 }))
}

async function holdIn(address: string) {
  const id = `${address}-held`
  await stage.store([mail({ id, from: address, to: me, at: ago(140) })])
  await stage.db
    .insert(listings)
    .values({ connectionId: 'sam-google', externalId: id, threadId: id, generation: 1, folder })
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(stage.now().add({ seconds: 1 }))
}

async function setAside(since: Instant | undefined, more: Partial<SetAside> = {}) {
  const one: SetAside = {
    what: 'folder',
    key: folder,
    name: 'Clients',
    ...(since ? { since: since.toString() } : {}),
    next: stage.now().add({ hours: 24 }).toString(),
    ...more,
  }
  await stage.db
    .update(streams)
    .set({ setAside: [one], lastSyncedAt: stage.now() })
    .where(eq(streams.kind, 'mail'))
}

const letter = async () => (await writeLetter(stage.deps, await stage.user(), stage.now())).letter
const named = async () => (await letter()).cards.map(({ address }) => address)

test('whoever it knew is not named, and everybody else is', async () => {
  await begin()
  const before = await named()
  expect(before).toContain(maren.address)
  await holdIn(maren.address)
  await setAside(ago(21))
  const after = await letter()
  expect(after.cards.map(({ address }) => address)).toEqual(before.filter((address) => address !== maren.address))
})

test('a folder of which nothing was ever read bars nobody', async () => {
  await begin()
  await holdIn(maren.address)
  const before = await named()
  await setAside(undefined)
  expect(await named()).toEqual(before)
})

test('two days without it bar nobody', async () => {
  await begin()
  await holdIn(maren.address)
  const before = await named()
  await setAside(stage.now().subtract({ hours: 47 }))
  expect(await named()).toEqual(before)
})

test('where nobody is left to be named the letter says which folder it is', async () => {
  await begin()
  for (const { address } of everyone) await holdIn(address)
  await setAside(ago(21))
  const found = await letter()
  expect(found.cards).toEqual([])
  expect(found.intro).toContain(`The folder “Clients” of ${me} has not been read since 1 November`)
})
