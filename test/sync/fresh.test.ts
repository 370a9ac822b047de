/** Mail that has just come is read by the look that hears of it: a second step for it would cost as much again. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { freshOf } from '../../src/providers/google/fresh.ts'
import type { Label, ListingChange } from '../../src/providers/listing.ts'
import { step } from '../../src/work/step.ts'
import { type Program, startProgram } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { watched } from '../support/statements.ts'
import { liveWith, mira, owner, shop } from './life.ts'
import { asked, connectionRow, fetched, secondsUntil, storedBy, streamOf, syncAgain } from './stage.ts'

describe('a look that brings mail', () => {
  const db = useDatabase()
  let program: Program
  const statements: string[] = []
  beforeAll(async () => {
    program = await startProgram({
      db: watched(db(), { see: (text) => statements.push(text) }),
      history: liveWith([{ days: 40 }, { days: 30 }, { days: 20 }]),
    })
    await program.connect()
    await program.settle()
    await syncAgain(program)
  })
  afterAll(() => program.stop())

  const promoted = ['INBOX', 'CATEGORY_PROMOTIONS']
  const deliver = (from: typeof mira, more: object = {}) =>
    program.sample.deliver({ from, to: [from === owner ? mira : owner], subject: 'Hello', ...more })

  /** One step of mail, half an hour later. @returns where the log of requests stood before it */
  async function look(): Promise<number> {
    program.jump(program.deps.now().add({ minutes: 31 }))
    const from = program.sample.log.length
    const subject = (await connectionRow(program)).id
    statements.length = 0
    const [task] = await claimTasks(program.deps.db, program.deps.now(), 1, { kind: 'mail', subject })
    if (!task) throw new Error('mail is not due')
    await step(program.deps, task)
    return from
  }

  test('reads it in one step with one question for what changed, in two dozen statements, and is over', async () => {
    const [one, two, bulk] = [deliver(mira), deliver(owner), deliver(shop, { labels: promoted })]
    const from = await look()
    // A new token is for the whole hour.
    const own = statements.filter((text) => !text.startsWith('update "connections"'))
    expect(own.length, own.join('\n')).toBeLessThanOrEqual(24)
    expect(asked(program, 'history.list', from)).toHaveLength(1)
    expect(fetched(program, from).toSorted()).toEqual([one.id, two.id].toSorted())
    const stored = await storedBy(program)
    expect([one, two, bulk].map(({ id }) => stored.has(id))).toEqual([true, true, false])
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', error: null })
    expect(await secondsUntil(program, 'mail')).toBeGreaterThan(25 * 60)
  })

  test('of advertisements alone asks for none of them, and is over as well', async () => {
    deliver(shop, { labels: promoted })
    const from = await look()
    expect(fetched(program, from)).toEqual([])
    expect(asked(program, 'history.list', from)).toHaveLength(1)
    expect(await secondsUntil(program, 'mail')).toBeGreaterThan(25 * 60)
  })

  test('goes on at once where the owner writes into what was left unread, until all of it is read', async () => {
    const first = deliver(shop, { labels: promoted })
    await look()
    expect((await storedBy(program)).has(first.id)).toBe(false)
    const answer = deliver(owner, { thread: first.thread })
    await look()
    expect((await storedBy(program)).has(answer.id)).toBe(true)
    expect(await secondsUntil(program, 'mail')).toBeLessThanOrEqual(0)
    await program.settle()
    expect((await storedBy(program)).has(first.id)).toBe(true)
    expect(await secondsUntil(program, 'mail')).toBeGreaterThan(25 * 60)
  })

  test('does not ask for what was thrown away before it was heard of', async () => {
    const [gone, kept] = [deliver(mira), deliver(mira)]
    program.sample.remove(gone.id)
    const from = await look()
    expect(fetched(program, from)).toEqual([kept.id])
    expect(await secondsUntil(program, 'mail')).toBeGreaterThan(25 * 60)
  })
})

describe('what is read at once', () => {
  const listed = (id: string, labels: readonly Label[] | undefined, thread = id): ListingChange => ({
    ...{ kind: 'listed', id, thread },
    ...(labels ? { labels } : {}),
  })
  const moved = (id: string, add: readonly Label[], remove: readonly Label[] = []): ListingChange => ({
    ...{ kind: 'relabelled', id, thread: id },
    ...{ add, remove },
  })
  const cases: readonly [string, readonly ListingChange[], readonly string[]][] = [
    ['what came', [listed('a', ['inbox']), listed('b', ['sent'])], ['a', 'b']],
    ['not what the provider sorts away', [listed('a', ['inbox', 'promotions']), listed('b', ['hidden'])], []],
    ['not what went again', [listed('a', ['inbox']), { kind: 'deleted', id: 'a' }], []],
    ['not what went into the trash since', [listed('a', ['inbox']), moved('a', ['hidden'])], []],
    ['what was taken out of the spam since', [listed('a', ['hidden']), moved('a', ['inbox'], ['hidden'])], ['a']],
    ['nothing that was there before', [moved('a', ['inbox'], ['promotions'])], []],
    ['nothing whose labels nobody told', [listed('a', undefined)], []],
  ]
  test.each(cases)('is %s', (_, changes, ids) => {
    expect(freshOf(changes).map(({ id }) => id)).toEqual(ids)
  })

  test('is counted by thread, so that a long one is read whole', () => {
    const changes = ['a', 'b', 'c'].map((id) => listed(id, ['inbox'], 'one'))
    expect(freshOf([...changes, listed('d', ['inbox'])]).map(({ dueInThread }) => dueInThread)).toEqual([3, 3, 3, 1])
  })

  test('is, after any changes, what is listed by its own last word and sorted nowhere', () => {
    const label = fc.subarray<Label>(['sent', 'inbox', 'social', 'promotions', 'updates', 'forums', 'hidden'])
    const id = fc.constantFrom('a', 'b', 'c')
    const change = fc.oneof(
      fc.record({ id, labels: label }).map((one) => listed(one.id, one.labels)),
      fc.record({ id, add: label, remove: label }).map((one) => moved(one.id, one.add, one.remove)),
      id.map((one): ListingChange => ({ kind: 'deleted', id: one })),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const wanted = ['a', 'b', 'c'].filter((one) => {
          let labels: Set<Label> | undefined
          for (const each of changes.filter((some) => some.id === one))
            if (each.kind === 'deleted') labels = undefined
            else if (each.kind === 'listed') labels = new Set(each.labels)
            else if (labels)
              labels = new Set([...[...labels].filter((some) => !each.remove?.includes(some)), ...(each.add ?? [])])
          return labels && [...labels].every((some) => some === 'sent' || some === 'inbox')
        })
        const found = freshOf(changes).map((each) => each.id)
        expect(found.toSorted()).toEqual(wanted)
      }),
    )
  })
})
