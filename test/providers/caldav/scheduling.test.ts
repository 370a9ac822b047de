/** Invitations by a calendar's own server, as RFC 6638 has them, at one that refuses whatever it does not allow. */
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { MeetingFact } from '../../../src/facts.ts'
import { invites } from '../../../src/providers/caldav/discover.ts'
import { createDavDesk } from '../../../src/providers/caldav/scheduling.ts'
import { davCall, readOn } from '../../support/caldav.ts'
import { type SchedulingOptions, startSchedulingDav } from '../../support/scheduling-dav.ts'

const now = Temporal.Instant.from('2026-11-30T06:00:00Z')
const when = { start: now.add({ hours: 30 }), end: now.add({ hours: 31 }) }
const address = 'sam@hartley.example'
const ana = 'ana@northlight.example'
const invitation = {
  ...{ eventId: 'abc0123456789', when, timeZone: 'Europe/Berlin', title: 'Coffee', note: 'Shall we?', video: false },
  guest: { address: ana, name: 'Ana' },
}
const login = { origin: 'https://cal.example', home: 'https://cal.example/home/', user: 'sam', password: 'x' }

function open(options: Partial<SchedulingOptions> = {}) {
  const server = startSchedulingDav({ address, ...options })
  const call = davCall({ ...login, now, counts: new Map(), fetch: server.fetch })
  return { server, call, desk: createDavDesk() }
}

describe('a calendar whose server invites', () => {
  test.each([
    ['says so and gives the account an outbox', {}, true],
    ['says so, but lets this account invite nobody', { outbox: false }, false],
    ['says nothing of it', { header: false }, false],
  ])('is taken for one where it %s', async (_, options, expected) => {
    expect(await invites(open(options).server, login)).toBe(expected)
  })

  test('invites the guest once, however often it is asked, by the account’s own address', async () => {
    const { server, call, desk } = open()
    const { id } = await desk.invite(call, invitation)
    expect(await desk.invite(call, invitation)).toEqual({ id })
    expect(server.sent).toEqual([`REQUEST ${ana}`])
  })

  test('tells of the guest’s answer, by the id under which the coffee is known', async () => {
    const { server, call, desk } = open()
    const { id } = await desk.invite(call, invitation)
    server.answer(ana, 'ACCEPTED')
    const held = new Map<string, MeetingFact>()
    await readOn(call, held, null)
    expect(held.get(id)?.people.find((one) => one.address === ana)).toMatchObject({ reply: 'accepted' })
    expect(held.get(id)?.mine).toBe('accepted')
  })

  test('asks again after a move, with an answer that came between, and tells of the end', async () => {
    const { server, call, desk } = open()
    const { id } = await desk.invite(call, invitation)
    server.answer(ana, 'ACCEPTED')
    const later = { start: when.start.add({ hours: 3 }), end: when.end.add({ hours: 3 }) }
    expect(await desk.move(call, { id, when: later, timeZone: 'UTC' })).toBe(true)
    expect(server.sent).toEqual([`REQUEST ${ana}`, `REQUEST ${ana}`])
    const held = new Map<string, MeetingFact>()
    await readOn(call, held, null)
    expect(held.get(id)?.people.find((one) => one.address === ana)?.reply).not.toBe('accepted')
    await desk.cancel(call, { id })
    expect(server.sent.at(-1)).toBe(`CANCEL ${ana}`)
    expect(server.entries.size).toBe(0)
  })

  test('that could hand it to nobody has no event left, and says so', async () => {
    const { server, call, desk } = open({ unreachable: [ana] })
    await expect(desk.invite(call, invitation)).rejects.toMatchObject({
      kind: 'forbidden',
      reason: 'schedule-status',
      message: 'Your calendar’s server could not hand the invitation to your guest.',
    })
    expect(server.entries.size).toBe(0)
    expect(server.sent).toEqual([])
  })

  test('is told to leave a coffee alone that is the owner’s own', async () => {
    const { server, call, desk } = open()
    await desk.invite(call, { ...invitation, quiet: true })
    expect(server.entries.size).toBe(1)
    expect(server.sent).toEqual([])
  })

  test('an event that was put elsewhere by hand is found by its UID', async () => {
    const { server, call, desk } = open()
    const { id } = await desk.invite(call, invitation)
    const [[path, text] = ['', '']] = server.entries
    const entries = server.entries as Map<string, string>
    entries.delete(path)
    entries.set('/home/work/renamed.ics', text)
    expect(await desk.standsAt(call, { id, when, timeZone: 'UTC' })).toBe(true)
  })
})
