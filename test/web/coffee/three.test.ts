import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listCoffees } from '../../../src/db/coffees.ts'
import { addressesOnRow } from '../../../src/db/fact-rows.ts'
import { haveSatTogether } from '../../../src/db/history/meetings.ts'
import { type KnownPerson, listPeople } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { newestAddress } from '../../../src/people/newest-address.ts'
import type { BrowserPage, Values } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { openBrowser } from '../../support/visit.ts'

const written = 'The roof garden is open again, so how about a coffee, the three of us?'

describe.each(['google', 'microsoft'] as const)('one way to ask, and a coffee of three, by %s', (provider) => {
  let program: Program
  let browser: ReturnType<typeof openBrowser>
  let userId: string
  let two: readonly [KnownPerson, KnownPerson, KnownPerson]

  const allow = async (path: string) =>
    browser.submit(
      await browser.get(path),
      provider === 'google' ? { fields: { scope: true, decision: 'allow' } } : { extra: { decision: 'allow' } },
    )
  const pathOf = ({ id }: KnownPerson) => `/people/${id}/coffee`
  const fieldsOf = (page: BrowserPage) =>
    page.forms.filter(({ action }) => action.includes('/coffee')).flatMap(({ fields }) => fields)
  const ways = (page: BrowserPage) => fieldsOf(page).filter(({ name }) => name === 'how')
  const chosen = (page: BrowserPage) => ways(page).find(({ on }) => on)?.value
  const ask = (page: BrowserPage, fields: Values) => browser.submit(page, { form: /\/coffee/, fields })
  const outside = (page: string) => page.replace(/<details[\s\S]*?<\/details>/g, '')
  const coffees = () => listCoffees(program.deps.db, userId)
  const forThree = () => browser.get(`${pathOf(two[0])}?with=${two[1].id}&how=note`)

  beforeAll(async () => {
    program = await startProgram(provider === 'google' ? { history: smallHistory() } : { microsoft: true })
    browser = openBrowser(program)
    await allow(`/connect/${provider}`)
    await program.settle()
    const [user] = await program.deps.db.select().from(schema.users)
    userId = user?.id ?? ''
    const known = (await listPeople(program.deps.db, userId))
      .filter(({ kind, relationship }) => kind === 'person' && relationship.out > 2 && relationship.in > 2)
      .toSorted((a, b) => b.relationship.weight - a.relationship.weight)
    const [one, other, ...rest] = known
    let stranger: KnownPerson | undefined
    for (const person of rest)
      if (one && !stranger && !(await haveSatTogether(program.deps.db, userId, [one, person]))) stranger = person
    if (!one || !other || !stranger) throw new Error('too few people')
    two = [one, other, stranger]
    const [connection] = await program.deps.db.select().from(schema.connections)
    const at = program.deps.now().subtract({ hours: 24 * 40 })
    const addresses = [one, other].map((person) => newestAddress(person))
    const guest = { reply: 'accepted', self: false, organizer: false, resource: false, optional: false } as const
    await program.deps.db.insert(schema.facts).values({
      ...{ id: '3', userId, connectionId: connection?.id ?? '', externalId: 'of-three', dedupeKey: 'of-three' },
      ...{ kind: 'meeting', at, endsAt: at.add({ minutes: 60 }), title: 'Roof garden', addressCount: 2 },
      meeting: {
        ...{ uid: 'of-three', mine: 'accepted', type: 'default' },
        people: addresses.map((address) => ({ ...guest, address })),
      },
    })
  }, 90_000)
  afterAll(() => program.stop())

  test('one way stands first with its reason; the others are behind it, all of one group that works without a script', async () => {
    const page = await browser.get(pathOf(two[0]))
    expect(chosen(page)).toMatch(/^(?:note|write)$/)
    expect(page.text).toMatch(/needs no further permission|asks for nothing|asks what suits/)
    expect(page.text).toContain('Another way')
    expect(outside(page.body).match(/name="how"/g)).toHaveLength(1)
    expect(
      ways(page)
        .map(({ value }) => value)
        .toSorted(),
    ).toEqual(['ics', 'invite', 'invite_in_person', 'note', 'note_with_link', 'write'].toSorted())
    // Another one is only ticked: nothing has to be opened or run for it to be sent.
    const taken = await ask(page, { how: 'note', note: written })
    expect(taken.text).toContain('It opens in your own mail')
  })

  test('people who used to meet together get one note, to both', async () => {
    const page = await forThree()
    expect(page.text).toMatch(/Coffee with \S+ and \S+/)
    expect(fieldsOf(page).some(({ name, value }) => name === 'with' && value === two[1].id)).toBe(true)
    expect(ways(page).some(({ value }) => value === 'note_with_link')).toBe(false)
    const times = fieldsOf(page).filter(({ name, on }) => name === 'times' && on)
    const taken = await ask(page, { how: 'note', note: written })
    const mailto = taken.links.find(({ href }) => href.startsWith('mailto:'))?.href ?? ''
    for (const person of two.slice(0, 2)) {
      expect(decodeURIComponent(mailto)).toContain(newestAddress(person))
      expect(taken.text).toContain(newestAddress(person))
    }
    expect(mailto.split('?')[0]?.split(',')).toHaveLength(2)
    expect(decodeURIComponent(mailto).match(/\r\n- /g)?.length ?? 0).toBe(times.length)
  })

  test('those who neither met nor agreed are not put on one mail', async () => {
    const page = await browser.get(`${pathOf(two[0])}?with=${two[2].id}`)
    expect(page.text).not.toMatch(/Coffee with \S+ and \S+/)
  })

  test('without the permission the invitation is kept for both, and the form of the own calendar names both', async () => {
    const kept = await ask(await forThree(), { how: 'invite', note: written })
    expect(kept.text).toContain('One permission is missing')
    const [draft] = await coffees()
    expect(draft).toMatchObject({
      state: 'draft',
      alsoAddress: newestAddress(two[1]),
      title: expect.stringMatching(/, .*, .* /),
    })
    const form = kept.links.find(({ href }) => /calendar\.google|outlook/.test(href))?.href ?? ''
    for (const person of two.slice(0, 2)) expect(decodeURIComponent(form)).toContain(newestAddress(person))
    await program.deps.db.delete(schema.coffees)
  })

  test('with it the invitation goes to both, once', async () => {
    await allow(`/connect/${provider}?need=events&to=${encodeURIComponent(pathOf(two[0]))}`)
    const page = await forThree()
    await Promise.all([1, 2, 3].map(() => ask(page, { how: 'invite', note: written })))
    expect(await coffees()).toMatchObject([{ state: 'queued', alsoAddress: newestAddress(two[1]) }])
    const waiting = await browser.get(pathOf(two[0]))
    const now = waiting.forms.findIndex(({ fields }) => fields.some(({ value }) => value === 'now'))
    await browser.submit(waiting, { form: now })
    await program.settle()
    expect((await browser.get(pathOf(two[0]))).text).toMatch(/is in your calendar and on its way to \S+ and \S+\./)
    await program.settle({ minutes: 1 })
    const [{ title, state } = { title: '', state: null }] = await coffees()
    expect(state).toBe('invited')
    // The sample Outlook hands its changes out later.
    if (provider === 'microsoft') return
    const facts = await program.deps.db.select().from(schema.facts)
    const event = facts.find((fact) => fact.meeting && fact.title === title)
    expect(event && addressesOnRow(event)).toEqual(
      expect.arrayContaining(two.slice(0, 2).map((person) => newestAddress(person))),
    )
  })
})
