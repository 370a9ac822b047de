/** Something for somebody, from the week in which it is kept to the letter that it goes out in: once, and never after it was deleted. */
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteNote, listAllNotes } from '../../../src/db/decisions.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import { notes } from '../../../src/db/schema.ts'
import type { Delivery, Mail } from '../../../src/deps.ts'
import { writeCard } from '../../../src/work/letter/write-card.ts'
import { addressesOf, allHashes, keepNote } from '../../../src/work/people/decide.ts'
import { forgetPerson } from '../../../src/work/people/forget.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { mail, me, monday, type Someone, type Stage, setStage, teo } from './stage.ts'

const tuesday = monday.add({ hours: 26 })
const link = 'https://essays.example/harbours'

async function person(stage: Stage, one: Someone = teo) {
  const found = await findPersonByAddress(stage.db, 'sam', one.address)
  if (!found) throw new Error('nobody')
  return found
}

async function keepLine(stage: Stage, text: string) {
  const about = await person(stage)
  await keepNote(
    stage.db,
    { deps: stage.deps, userId: 'sam', addresses: addressesOf(about), person: about, at: stage.now() },
    { text, kind: 'line' },
  )
}

async function begin(relay?: (mail: Mail) => Promise<Delivery>) {
  const stage = await setStage({ people: [teo], ...(relay ? { relay } : {}) })
  // People are worked out before Monday.
  await stage.run(monday.subtract({ hours: 20 }))
  return stage
}

const isOlder = eq(notes.text, 'an older one is kept')

const openerOf = async (stage: Stage) => (await stage.digests())[0]?.items[0]?.card?.opener

test('goes out in the letter of its week, is spent, and stands on the coffee page until the two are in touch', async () => {
  const sent: Mail[] = []
  const stage = await begin(async (one) => {
    sent.push(one)
    return { kind: 'accepted' }
  })
  await keepLine(stage, link)
  await keepLine(stage, 'an older one is kept')
  // The newest is told first.
  await stage.db
    .update(notes)
    .set({ at: stage.now().subtract({ hours: 2 }) })
    .where(isOlder)
  await stage.run(tuesday)
  expect(sent).toHaveLength(1)
  expect(sent[0]?.text).toContain(link)
  expect(sent[0]?.html).toContain('essays.example/harbours')
  const rows = await listAllNotes(stage.db, 'sam')
  expect(rows.map(({ text, doneAt }) => [text, doneAt !== null]).toSorted()).toEqual([
    ['an older one is kept', false],
    [link, true],
  ])
  expect((await openerOf(stage))?.line?.bare).toMatch(/\[[^\]]+\]/)
  // The other one is what comes next.
  const next = await writeCard(stage.deps, await stage.user(), await person(stage), stage.now())
  expect(next?.opener.text).toContain('n older one is kept.')
  await stage.db.delete(notes).where(isOlder)
  const card = await writeCard(stage.deps, await stage.user(), await person(stage), stage.now())
  expect(card?.opener.text).toContain(link)
  await stage.store([mail({ id: 'since', from: me, to: teo.address, at: stage.now(), subject: 'Harbours' })])
  await stage.db.transaction((tx) => requestDerive(tx, 'sam', stage.now()))
  await stage.run(stage.now().add({ hours: 2 }))
  const after = await writeCard(stage.deps, await stage.user(), await person(stage), stage.now())
  expect(after?.opener.text).not.toContain(link)
})

test('that is deleted while its letter waits leaves the bracket behind', async () => {
  const sent: Mail[] = []
  const stage = await begin(async (one) => {
    sent.push(one)
    return sent.length === 1
      ? { kind: 'refused', permanent: false, atRecipient: false, code: 451, reason: 'later' }
      : { kind: 'accepted' }
  })
  await keepLine(stage, link)
  await stage.run(monday.add({ minutes: 1 }))
  expect(sent.map(({ text }) => text.includes(link))).toEqual([true])
  // It has not left, so nothing is spent.
  const [row] = await listAllNotes(stage.db, 'sam')
  expect(row?.doneAt).toBeNull()
  await deleteNote(stage.db, 'sam', await allHashes(stage.deps, addressesOf(await person(stage))), row?.id ?? '')
  await stage.run(tuesday)
  expect(sent.map(({ text }) => text.includes(link))).toEqual([true, false])
  expect(sent[1]?.text).toMatch(/\[[^\]]+\]/)
})

test('goes with the person who is forgotten, out of the letter as well', async () => {
  const stage = await begin()
  await keepLine(stage, link)
  await stage.run(tuesday)
  expect((await openerOf(stage))?.text).toContain(link)
  await forgetPerson(stage.deps, await stage.user(), (await person(stage)).id)
  expect(await listAllNotes(stage.db, 'sam')).toEqual([])
  expect(JSON.stringify(await stage.digests())).not.toContain('essays.example')
})
