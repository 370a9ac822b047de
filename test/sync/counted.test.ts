/** A look that brings something costs what it brings: the rest of the listing, and of the letters, is left alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countWanted } from '../../src/db/listings/counts.ts'
import { readBackTo } from '../../src/db/listings/listings.ts'
import type { OAuthProvider } from '../../src/providers/provider.ts'
import { createTokenSource } from '../../src/sync/tokens.ts'
import { type Program, startProgram } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { watched } from '../support/statements.ts'
import { liveWith, mira, owner, shop } from './life.ts'
import { connectionRow, streamOf, syncAgain } from './stage.ts'

const db = useDatabase()
let program: Program
const asked: string[] = []
beforeAll(async () => {
  const letters = Array.from({ length: 30 }, (_, at) => ({ days: 3 + at * 9, from: at % 5 ? mira : shop }))
  program = await startProgram({
    db: watched(db(), { see: (text) => asked.push(text) }),
    history: liveWith(letters),
  })
  await program.connect()
  await program.settle()
})
afterAll(() => program.stop())

/** A statement that goes over the whole listing. */
const isWhole = (text: string) =>
  /count\(\*\).*from "listings" where \("listings"."connection_id" = \$\d+ and "listings"."rank" is not null\)/.test(
    text,
  )
const isOfStream = (text: string) => text.startsWith('update "streams"')

test('what is wanted and read is counted of what a look touches, the whole listing once a day, and both say the same', async () => {
  const { sample } = program
  const ids: string[] = []
  const threads: string[] = []
  const add = (from: typeof mira, more: object = {}) => {
    const made = sample.deliver({ from, to: [from === owner ? mira : owner], subject: 'Hello', ...more })
    ids.push(made.id)
    threads.push(made.thread)
  }
  const promoted = { labels: ['INBOX', 'CATEGORY_PROMOTIONS'] }
  const happens: readonly (() => void)[] = [
    () => add(mira),
    () => add(shop, promoted),
    // The owner writes into what was bulk: now all of it is wanted.
    () => add(owner, { thread: threads[1] }),
    () => [add(mira), add(shop, promoted), add(mira, { thread: threads[0] })],
    () => sample.label(ids[0] ?? '', { add: ['CATEGORY_PROMOTIONS'] }),
    () => sample.trash(ids[3] ?? ''),
    () => sample.remove(ids[5] ?? ''),
    () => sample.label(ids[3] ?? '', { add: ['INBOX'], remove: ['TRASH'] }),
    () => [add(mira), sample.remove(ids[0] ?? '')],
  ]
  asked.length = 0
  const days = new Set<string>()
  const totals = new Set<number | null>()
  for (const happen of happens) {
    happen()
    await syncAgain(program)
    days.add(program.deps.now().toString().slice(0, 10))
    const { done, total, connectionId } = await streamOf(program, 'mail')
    totals.add(total)
    const whole = asked.filter(isWhole).length
    expect({ done, total }).toEqual(await countWanted(program.deps.db, connectionId))
    expect(asked.filter(isWhole)).toHaveLength(whole + 1)
    expect(whole, `${whole} times in ${days.size} days`).toBeLessThanOrEqual(days.size)
    asked.splice(0, asked.length, ...asked.filter(isWhole).slice(0, whole))
  }
  expect(totals.size).toBeGreaterThan(4)
})

test('how far back everything is read is not looked up for what came after it', async () => {
  const { readBackTo: before } = await streamOf(program, 'mail')
  asked.length = 0
  program.sample.deliver({ from: mira, to: [owner], subject: 'Again' })
  await syncAgain(program)
  expect(asked.filter(isOfStream).length).toBeGreaterThan(0)
  const isBack = (text: string) => /min\("position"\)/.test(text)
  expect(asked.filter(isBack)).toEqual([])
  const { readBackTo: after, connectionId } = await streamOf(program, 'mail')
  expect(after?.epochMilliseconds).toBe(before?.epochMilliseconds)
  await readBackTo(program.deps.db, connectionId)
  expect(asked.filter(isBack)).toHaveLength(1)
})

test('mail and calendar find the token of their account at its end at the same moment, and renew it once', async () => {
  const google = program.deps.providers.get('google') as OAuthProvider
  let renewals = 0
  const oauth = {
    ...google.oauth,
    async refresh() {
      renewals++
      await new Promise((resolve) => setTimeout(resolve, 20))
      return { accessToken: `new ${renewals}`, expiresIn: 3600 }
    },
  }
  const provider: OAuthProvider = { ...google, oauth }
  program.jump(program.deps.now().add({ minutes: 59 }))
  const row = await connectionRow(program)
  asked.length = 0
  const [mail, calendar] = [1, 2].map(() => createTokenSource(program.deps, provider, row.id, row))
  expect(await Promise.all([mail?.(), calendar?.()])).toEqual(['new 1', 'new 1'])
  expect(renewals).toBe(1)
  expect(asked.filter((text) => text.includes('"connections"'))).toHaveLength(1)
  program.jump(program.deps.now().add({ minutes: 59 }))
  expect(await mail?.()).toBe('new 2')
})
