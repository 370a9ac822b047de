import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { storeCalendars } from '../../../src/db/accounts/calendars.ts'
import { connections, links, users } from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { offerTimes, openOffer, takeOffer } from '../../../src/work/coffee/offer.ts'
import { planCoffee, undoCoffee } from '../../../src/work/coffee/plan.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { dump } from '../../web/world.ts'
import { allowEvents, maren, type Stage, useStage, written, zone } from './stage.ts'

const begin = useStage()

async function offer(stage: Stage, note = 'Pick one?') {
  const { deps } = stage.program
  const [user, person] = [await stage.user(), await stage.person()]
  const { slots } = await setTable(deps, user, person)
  const starts = slots.map(({ start }) => start)
  return { ...(await offerTimes(deps, user, person, { starts, note })), starts }
}

describe('times behind a link', () => {
  test('show the guest first names and times, and nothing else of the owner', async () => {
    const stage = await begin()
    const { token, starts } = await offer(stage)
    expect(token).toMatch(/^[\w-]{22}$/)
    const shown = await openOffer(stage.program.deps, token)
    expect(shown).toMatchObject({ owner: 'Sam', guest: 'Maren', ownerZone: zone, chosen: null, invitation: true })
    expect(shown?.slots.map(({ start }) => start.toString())).toEqual(starts.map((start) => start.toString()))
    expect(JSON.stringify(shown)).not.toMatch(/@|Hartley|Okafor/)
  })

  test('are kept without the token itself', async () => {
    const stage = await begin()
    const { token, coffee } = await offer(stage)
    expect(await stage.db.select().from(links)).toMatchObject([
      { hash: await sha256(token), purpose: 'meet', coffeeId: coffee.id, address: maren },
    ])
    expect(await dump(stage.program.deps)).not.toContain(token)
  })

  test('offered twice alike have one link', async () => {
    const stage = await begin()
    const one = await offer(stage)
    const two = await offer(stage)
    expect(two.token).toBe(one.token)
    expect(await stage.coffees()).toHaveLength(1)
  })

  test('end where other times are offered: one coffee at a time', async () => {
    const stage = await begin()
    const one = await offer(stage)
    const two = await offer(stage, 'Or rather this?')
    expect(two.token).not.toBe(one.token)
    expect(await openOffer(stage.program.deps, one.token)).toBeNull()
    await expect(takeOffer(stage.program.deps, one.token, one.starts[0] ?? stage.at(7, '10:00'))).rejects.toMatchObject(
      {
        status: 404,
      },
    )
  })

  test('are looked at without asking anybody or changing anything', async () => {
    const stage = await begin()
    const { token } = await offer(stage)
    const [before, asked] = [await dump(stage.program.deps), stage.program.sample.log.length]
    for (let look = 0; look < 5; look++) await openOffer(stage.program.deps, token)
    expect(await dump(stage.program.deps)).toBe(before)
    expect(stage.program.sample.log).toHaveLength(asked)
  })

  test('are held: nobody else is offered the same', async () => {
    const stage = await begin()
    const { starts } = await offer(stage)
    const other = { ...(await stage.person()), addresses: [], address: 'someone@else.example' }
    const { slots, more } = await setTable(stage.program.deps, await stage.user(), other)
    const offered = new Set(starts.map((start) => start.epochMilliseconds))
    for (const { start } of [...slots, ...more]) expect(offered.has(start.epochMilliseconds)).toBe(false)
  })

  test.each(['', 'wrong', 'x'.repeat(22)])('are not opened by the token %j', async (token) => {
    const stage = await begin()
    await offer(stage)
    expect(await openOffer(stage.program.deps, token)).toBeNull()
  })

  test('end with the last of them, and when the owner takes them back', async () => {
    const stage = await begin()
    const one = await offer(stage)
    await undoCoffee(stage.program.deps, one.coffee.userId, one.coffee.id)
    expect(await openOffer(stage.program.deps, one.token)).toBeNull()
    const two = await offer(stage)
    stage.program.jump(two.starts.at(-1) ?? stage.at(30, '10:00'))
    expect(await openOffer(stage.program.deps, two.token)).toBeNull()
  })
})

describe('a guest who picks', () => {
  test('brings one invitation under way, however often and whatever they press', async () => {
    const stage = await begin()
    const { deps } = stage.program
    const { token, starts, coffee } = await offer(stage)
    const [first, second] = starts
    if (!first || !second) throw new Error('there are no two times')
    const answers = await Promise.all([first, second, first, second].map((start) => takeOffer(deps, token, start)))
    expect(new Set(answers.map(({ startsAt }) => startsAt?.epochMilliseconds)).size).toBe(1)
    expect(answers[0]).toMatchObject({ id: coffee.id, state: 'queued' })
    const shown = await openOffer(deps, token)
    expect(shown?.slots).toEqual([])
    expect(shown?.chosen?.start.epochMilliseconds).toBe(answers[0]?.startsAt?.epochMilliseconds)
    await stage.leave()
    expect(written(stage.program)).toMatchObject([{ description: 'Pick one?' }])
    expect(written(stage.program)[0]?.guests.map(({ address }) => address)).toContain(maren)
    expect((await takeOffer(deps, token, second)).state).toBe('invited')
  })

  test('keeps the time they were promised where the permission to invite is gone before the invitation leaves', async () => {
    const stage = await begin()
    const { deps } = stage.program
    const { token, starts } = await offer(stage)
    expect(await takeOffer(deps, token, starts[1] ?? stage.at(9, '10:00'))).toMatchObject({ state: 'queued' })
    const scopes = (await stage.db.select().from(connections))[0]?.scopes ?? []
    await stage.db
      .update(connections)
      .set({ scopes: scopes.filter((scope) => !scope.endsWith('calendar.events.owned')) })
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    const [coffee] = await stage.coffees()
    expect(coffee).toMatchObject({ state: 'chosen', told: 'sent' })
    expect(coffee?.problem).toMatch(/Connect the account again/)
    expect((await openOffer(deps, token))?.chosen?.start.epochMilliseconds).toBe(starts[1]?.epochMilliseconds)
  })

  test('has their time held where the owner gave no permission, until the owner sends the invitation', async () => {
    const stage = await begin({ events: false })
    const { token, starts } = await offer(stage)
    const start = starts[1] ?? stage.at(9, '10:00')
    expect(await takeOffer(stage.program.deps, token, start)).toMatchObject({ state: 'chosen' })
    expect((await openOffer(stage.program.deps, token))?.invitation).toBe(false)
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    const { coffee } = await setTable(stage.program.deps, await stage.user(), await stage.person())
    expect(coffee?.startsAt?.epochMilliseconds).toBe(start.epochMilliseconds)
    await allowEvents(stage.program, coffee?.userId ?? '')
    const ask = { how: 'invite', start, note: 'Pick one?' } as const
    const [user, person] = [await stage.user(), await stage.person()]
    const sent = await planCoffee(stage.program.deps, user, person, ask)
    expect(sent).toMatchObject({ id: coffee?.id, state: 'queued' })
    // Taken back in time it waits for the owner again: its guest was told until when.
    const back = await undoCoffee(stage.program.deps, user.id, sent.id)
    expect([back.state, back.holdUntil?.toString()]).toEqual(['chosen', coffee?.holdUntil?.toString()])
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    const all = await Promise.all([1, 2, 3].map(() => planCoffee(stage.program.deps, user, person, ask)))
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set([coffee?.id]))
    await stage.leave()
    expect(written(stage.program)).toHaveLength(1)
    expect((await openOffer(stage.program.deps, token))?.invitation).toBe(true)
    expect((await stage.coffees()).map(({ state }) => state)).toEqual(['invited'])
  })

  test('is told when a time filled up meanwhile, and may choose another', async () => {
    const stage = await begin()
    const { deps, sample } = stage.program
    const { token, starts } = await offer(stage)
    const [first, second] = starts
    if (!first || !second) throw new Error('there are no two times')
    const start = first.toZonedDateTimeISO(zone).toPlainDateTime().toString()
    sample.addEvent({ title: 'Dentist', start, length: 30 })
    await expect(takeOffer(deps, token, first)).rejects.toMatchObject({ status: 409, message: /filled up/ })
    expect((await takeOffer(deps, token, second)).state).toBe('queued')
  })

  test('cannot have a time that was not offered', async () => {
    const stage = await begin()
    const { token } = await offer(stage)
    const refused = takeOffer(stage.program.deps, token, stage.at(5, '23:15'))
    await expect(refused).rejects.toMatchObject({ status: 400 })
    expect(await stage.coffees()).toMatchObject([{ state: 'offered', startsAt: null }])
    expect((await stage.db.select().from(links).where(eq(links.purpose, 'meet')))[0]?.usedAt).toBeNull()
  })
})

describe('times that the owner’s own word leaves free', () => {
  /** A meeting of all of each day, of which times are offered all the same. */
  async function fill(stage: Stage, reply: 'accepted' | 'tentative') {
    const guests = [
      { address: 'sam@hartley.example', self: true, reply },
      { address: 'kenji@tandem.example', reply: 'accepted' as const },
    ]
    const organizer = { address: 'kenji@tandem.example' }
    for (let day = 1; day < 28; day++) {
      const start = `${stage.at(day, '07:00').toZonedDateTimeISO(zone).toPlainDateTime()}`
      stage.program.sample.addEvent({ title: 'Perhaps', start, length: 12 * 60, zone, guests, organizer })
    }
    stage.program.jump(stage.program.deps.now().add({ hours: 1 }))
    await stage.program.settle()
  }

  test('are open to the guest over what is tentative', async () => {
    const stage = await begin()
    await fill(stage, 'tentative')
    const user = await stage.user()
    await stage.db.update(users).set({ settings: { ...user.settings, tentativeBusy: false } })
    const { token, starts } = await offer(stage)
    expect(starts).toHaveLength(3)
    expect((await openOffer(stage.program.deps, token))?.slots.map(({ start }) => start)).toEqual(starts)
  })

  test('are open to the guest over what stands in a calendar that is not to be asked', async () => {
    const stage = await begin()
    await fill(stage, 'accepted')
    const user = await stage.user()
    const [connection] = await stage.db.select().from(connections)
    const primary = { externalId: 'sam@hartley.example', name: 'Sam', primary: true, chosen: false }
    await storeCalendars(stage.db, { userId: user.id, connectionId: connection?.id ?? '', among: [primary] })
    const { token, starts } = await offer(stage)
    expect(starts).toHaveLength(3)
    expect((await openOffer(stage.program.deps, token))?.slots.map(({ start }) => start)).toEqual(starts)
  })
})
