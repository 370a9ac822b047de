import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blankKept } from '../../../src/db/erase.ts'
import * as schema from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import { addMail, addPerson, createWorld, factIdOf, idOf, now, type World } from '../world.ts'

const ana = 'ana@acme.example'
const ben = 'ben@halden.example'
const cleo = 'cleo@third.example'
const dora = 'dora@fourth.example'
const me = 'sam@example.org'
let world: World
/** The clock that the program reads, moved from test to test. */
let at = now

beforeAll(async () => {
  world = await createWorld()
  ;(world.deps as { now: Deps['now'] }).now = () => at
  await world.deps.db.update(schema.sessions).set({ expiresAt: now.add({ hours: 24 * 365 }) })
  for (const [name, address] of [
    ['Ana Ruiz', ana],
    ['Ben Ortiz', ben],
    ['Cleo Marsh', cleo],
    ['Dora Lind', dora],
  ] as const)
    await addPerson(world.deps, { name, address })
  const solar = (id: string, from: string, to: string, days: number) =>
    addMail(world.deps, { id, from, to: [to], daysAgo: days, subject: `Rooftop solar, ${id}` })
  await solar('a1', me, ana, 300)
  await solar('a2', ana, me, 200)
  await solar('b1', ben, me, 100)
  await solar('b2', me, ben, 99)
  await solar('c1', cleo, me, 90)
  await solar('c2', me, cleo, 89)
})
afterAll(() => world.database.close())

const person = (address: string) => `/people/${idOf(address)}`
const noteOf = (page: string) => /<textarea[^>]*name="note"[^>]*>([^<]*)</.exec(page)?.[1]?.trim() ?? ''
/** So many hours later, by when Sam has signed in anew. */
async function comeBack(hours: number) {
  at = now.add({ hours })
  const fresh = { createdAt: at, usedAt: at, expiresAt: at.add({ hours: 24 }), endedAt: null, ended: null }
  await world.deps.db.update(schema.sessions).set(fresh)
}
const rows = () => world.deps.db.select().from(schema.introductions)
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** Takes the note along that asks one about the other, its bracket filled. */
const ask = async (one: string, other: string) => {
  const page = await world.text(`${person(one)}/coffee?how=write&introduce=${idOf(other)}`, 'sam')
  expect(page).toContain(`name="introduce" value="${idOf(other)}"`)
  const note = noteOf(page).replace(/\[[^\]]*\]/, 'You both put panels on old roofs.')
  return world.post(`${person(one)}/coffee`, 'sam', { how: 'write', introduce: idOf(other), note })
}
const tell = (one: string, other: string, act: string) =>
  world.post(`${person(one)}/introduce`, 'sam', { other: idOf(other), act })

describe('an introduction', () => {
  test('begins with a note to one of the two, and looking at it begins nothing', async () => {
    await world.text(`${person(ana)}/coffee?how=write&introduce=${idOf(ben)}`, 'sam')
    expect(await rows()).toEqual([])
    const taken = await (await ask(ana, ben)).text()
    expect(taken).toContain('mailto:ana@acme.example?')
    expect(taken).toContain('Ben Ortiz')
    expect(words(await world.text(person(ana), 'sam'))).toMatch(
      /Your note to Ana was taken along today; it is not seen in your sent mail yet\. Ben is not asked yet\./,
    )
    await ask(ana, ben)
    expect(await rows()).toHaveLength(1)
  })

  test('is suggested no more while it is under way, on either page', async () => {
    for (const one of [ana, ben]) {
      const page = words(await world.text(person(one), 'sam'))
      expect(page).not.toMatch(/You could introduce \S+ to (Ana|Ben)/)
      expect(page).toContain('Ana Ruiz and Ben Ortiz')
    }
  })

  test('shows who wrote back and when, from mail alone, and waits for the owner to say what it was', async () => {
    at = now.add({ hours: 72 })
    await addMail(world.deps, { id: 'asks-ana', from: me, to: [ana], daysAgo: -1, subject: 'A question' })
    await addMail(world.deps, { id: 'ana-says', from: ana, to: [me], daysAgo: -2, subject: 'Re: A question' })
    await ask(ben, ana)
    const page = words(await world.text(person(ben), 'sam'))
    expect(page).toMatch(/Ana answered on Tuesday\. Your note to Ben was taken along today/)
    expect(page).toContain('Ana said yes')
    // It stands on the page of all people too, since it waits for a word of the owner's.
    expect(words(await world.text('/people', 'sam'))).toContain('Ana answered on Tuesday.')
    expect((await rows())[0]).toMatchObject({ oneSaid: null, otherSaid: null })
  })

  test('has its note to both ready once both agreed, to both addresses, and says so', async () => {
    expect((await tell(ana, ben, 'made')).status).toBe(409)
    expect((await tell(ana, ben, 'yes')).status).toBe(303)
    expect(words(await world.text(person(ana), 'sam'))).toContain('Ana said yes.')
    await tell(ben, ana, 'yes')
    expect(words(await world.text(person(ben), 'sam'))).toContain('The note to both stands ready.')
    const page = await world.text(`${person(ana)}/coffee?with=${idOf(ben)}&how=write`, 'sam')
    expect(noteOf(page)).toMatch(/Ana and Ben, you both said yes.*this is Ben Ortiz.*this is Ana Ruiz.*\[.*\]/s)
    const note = noteOf(page).replace(/\[[^\]]*\]/, 'Roofs.')
    const taken = await (
      await world.post(`${person(ana)}/coffee`, 'sam', { how: 'write', with: idOf(ben), note })
    ).text()
    expect(taken).toContain('mailto:ana@acme.example,ben@halden.example?subject=Introduction')
    expect(words(await world.text(person(ben), 'sam'))).toContain('The note to both stands ready.')
  })

  test('leads to a coffee of three, whose note and times are for both', async () => {
    const page = await world.text(`${person(ben)}/coffee?with=${idOf(ana)}&how=note`, 'sam')
    expect(words(page)).toContain('Coffee with Ben and Ana')
    expect(noteOf(page)).toMatch(/^Ben and Ana, how about a coffee, the three of us\?/)
    expect(page).not.toContain('value="note_with_link"')
  })

  test('is known to be made by the mail to both, and is asked after once, six weeks later', async () => {
    at = now.add({ hours: 24 * 5 })
    await addMail(world.deps, {
      id: 'joint',
      from: me,
      to: [ana, ben],
      daysAgo: -4,
      subject: 'Introduction: Ana and Ben',
    })
    expect(words(await world.text(person(ana), 'sam'))).toMatch(/You introduced them on \S+\./)
    expect(words(await world.text('/people', 'sam'))).not.toContain('Ana Ruiz and Ben Ortiz')
    await comeBack(24 * (4 + 43))
    expect(words(await world.text('/people', 'sam'))).toContain('A line to ask how it went would be kind')
    const page = await world.text(`${person(ana)}/coffee?how=write&after=${idOf(ben)}`, 'sam')
    expect(noteOf(page)).toMatch(/^Ana, .*Ben Ortiz/)
    await world.post(`${person(ana)}/coffee`, 'sam', { how: 'write', after: idOf(ben), note: noteOf(page) })
    expect(words(await world.text('/people', 'sam'))).not.toContain('Ana Ruiz and Ben Ortiz')
    await tell(ana, ben, 'undo')
    expect(words(await world.text('/people', 'sam'))).toContain('A line to ask how it went would be kind')
    await comeBack(24 * (4 + 90))
    expect(words(await world.text('/people', 'sam'))).not.toContain('Ana Ruiz and Ben Ortiz')
    await comeBack(0)
  })

  test('that one of them declines rests kindly, is remembered, and can be taken back', async () => {
    await ask(cleo, ben)
    await tell(cleo, ben, 'no')
    const page = words(await world.text(person(ben), 'sam'))
    expect(page).toContain('Cleo would rather not. It rests here, nobody else is told')
    expect(page).not.toContain('could introduce Ben to Cleo')
    const note = noteOf(await world.text(`${person(ben)}/coffee?how=write&introduce=${idOf(cleo)}`, 'sam'))
    expect(note).not.toContain('Cleo')
    const again = await world.post(`${person(ben)}/coffee`, 'sam', { how: 'write', introduce: idOf(cleo), note: 'Hi.' })
    expect(again.status).toBe(200)
    expect((await rows()).find(({ oneName, otherName }) => `${oneName}${otherName}`.includes('Cleo'))).toMatchObject({
      madeAt: null,
    })
    await tell(cleo, ben, 'undo')
    expect(words(await world.text(person(ben), 'sam'))).not.toContain('It rests here')
    await tell(cleo, ben, 'no')
  })

  test('is nobody else’s, and needs the secret of the form', async () => {
    const eve = await world.post(`${person(ana)}/introduce`, 'eve', { other: idOf(ben), act: 'no' })
    expect(eve.status).toBe(404)
    const forged = await world.post(`${person(ana)}/introduce`, 'sam', { csrf: 'x', other: idOf(ben), act: 'no' })
    expect(forged.status).toBe(403)
    expect((await tell(dora, ana, 'yes')).status).toBe(404)
  })

  test('of two who neither agreed nor met with the owner is no mail to both', async () => {
    const page = await world.text(`${person(dora)}/coffee?with=${idOf(cleo)}`, 'sam')
    expect(words(page)).toContain('Coffee with Dora')
    expect(words(page)).not.toContain('Dora and Cleo')
    const sent = await world.post(`${person(dora)}/coffee`, 'sam', { how: 'note', with: idOf(cleo), note: 'Hi both.' })
    expect(sent.status).toBe(409)
    expect(await sent.text()).not.toContain('cleo@third.example')
  })

  test('stands in the export, and loses its names but not its no once nothing is stored of them', async () => {
    const exported = JSON.parse(await world.text('/export.json', 'sam'))
    expect(exported.introductions).toContainEqual(
      expect.objectContaining({
        people: expect.arrayContaining([expect.objectContaining({ name: 'Cleo Marsh', said: 'no' })]),
      }),
    )
    await world.deps.db.delete(schema.facts).where(eq(schema.facts.id, factIdOf('sam', 'c1')))
    await world.deps.db.delete(schema.facts).where(eq(schema.facts.id, factIdOf('sam', 'c2')))
    await blankKept(world.deps.db, 'sam', now)
    const row = (await rows()).find(({ oneSaid, otherSaid }) => oneSaid === 'no' || otherSaid === 'no')
    expect([row?.oneName, row?.otherName].toSorted()).toEqual(['', 'Ben Ortiz'])
    const note = noteOf(await world.text(`${person(ben)}/coffee?how=write&introduce=${idOf(cleo)}`, 'sam'))
    expect(note).not.toContain('Cleo')
  })

  test('goes with the account', async () => {
    await world.deps.db.delete(schema.users).where(eq(schema.users.id, 'sam'))
    expect(await rows()).toEqual([])
  })
})
