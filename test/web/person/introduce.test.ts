import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMail, addPerson, createWorld, idOf, type World } from '../world.ts'

const ana = 'ana@acme.example'
const ben = 'ben@halden.example'
const me = 'sam@example.org'
let world: World

beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  await addPerson(deps, { name: 'Ana Ruiz', address: ana })
  await addPerson(deps, { name: 'Ben Ortiz', address: ben })
  await addPerson(deps, { name: 'Cleo Marsh', address: 'cleo@third.example', change: { state: 'let_go' } })
  await addMail(deps, { id: 'a1', from: me, to: [ana], daysAgo: 300, subject: 'Rooftop solar <quotes>' })
  await addMail(deps, { id: 'a2', from: ana, to: [me], daysAgo: 200, subject: 'Rooftop solar, part two' })
  await addMail(deps, { id: 'b1', from: ben, to: [me], daysAgo: 100, subject: 'Our rooftop solar' })
  await addMail(deps, { id: 'c1', from: 'cleo@third.example', to: [me], daysAgo: 90, subject: 'Rooftop solar' })
})
afterAll(() => world.database.close())

const asks = (to: string, other: string) => `/people/${idOf(to)}/coffee?how=write&amp;introduce=${idOf(other)}`
const noteOf = (page: string) => /<textarea[^>]*name="note"[^>]*>([^<]*)</.exec(page)?.[1]?.trim() ?? ''

describe('people to introduce', () => {
  test('stand on the page of either, with both titles, their days, and a note to each', async () => {
    for (const [one, other] of [
      [ana, ben],
      [ben, ana],
    ] as const) {
      const page = await world.text(`/people/${idOf(one)}`, 'sam')
      expect(page).toContain('People to introduce')
      expect(page).toContain('“Rooftop solar, part two”, 6 May 2026')
      expect(page).toContain('“Our rooftop solar”, 14 August 2026')
      expect(page).toContain(asks(one, other))
      expect(page).toContain(asks(other, one))
      expect(page).not.toContain('Cleo')
    }
  })
  test('the note comes filled in, asks one of them alone, and has a gap that keeps it from leaving', async () => {
    const page = await world.text(`/people/${idOf(ana)}/coffee?how=write&introduce=${idOf(ben)}`, 'sam')
    expect(noteOf(page)).toMatch(/^Ana, .*Ben Ortiz.*\[.*\]/)
    expect(noteOf(page)).not.toContain('solar')
  })
  test('nobody is named in a note who was let go, is not there, or is somebody else’s', async () => {
    for (const id of [idOf('cleo@third.example'), 'nobody', idOf(ana)]) {
      const page = await world.text(`/people/${idOf(ana)}/coffee?how=write&introduce=${id}`, 'sam')
      expect(noteOf(page)).toMatch(/^Ana, /)
      expect(noteOf(page)).not.toMatch(/Cleo|introduce/)
    }
    await addPerson(world.deps, { userId: 'eve', name: 'Eve Friend', address: 'friend@other.example' })
    const page = await world.text(
      `/people/${idOf(ana)}/coffee?how=write&introduce=${idOf('friend@other.example')}`,
      'sam',
    )
    expect(noteOf(page)).not.toContain('Eve Friend')
  })
  test('two who stand on one message, however large, have met', async () => {
    const many = Array.from({ length: 30 }, (_, i) => `guest${i}@many.example`)
    await addMail(world.deps, {
      id: 'both',
      from: 'x@many.example',
      to: [me, ana, ben, ...many],
      daysAgo: 20,
      subject: 'Hi',
    })
    expect(await world.text(`/people/${idOf(ana)}`, 'sam')).not.toContain('People to introduce')
  })
})
