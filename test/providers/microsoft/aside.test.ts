/** What one folder, message or listing that Outlook does not hand out may cost: nothing but itself, until it is handed out again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { users } from '../../../src/db/schema.ts'
import { ProviderError } from '../../../src/errors.ts'
import { openTestDatabase } from '../../support/database.ts'
import { createMailbox, type Mailbox, now, owner, type Reading, startReading } from './mail-stage.ts'

let opened: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  opened = await openTestDatabase()
  return () => opened.close()
})
afterAll(() => opened.db.delete(users))
const db = (): Database => opened.db

const folders = ['sentitems', 'inbox', 'archive', 'own', 'within']

function lived(): Mailbox {
  const mailbox = createMailbox()
  for (const folder of folders)
    for (let days = 1; days < 6; days++)
      mailbox.deliver(folder, folder === 'sentitems' ? { days, from: owner, to: 'mira@x.example' } : { days })
  return mailbox
}

const graph = (status: number, code: string) => Response.json({ error: { code, message: 'No.' } }, { status })
const of = (key: string) => (line: string) => line.includes(`/AAMk-${key}=/messages/delta`)
const at = (key: string) => (line: string) =>
  line.endsWith(`/me/messages/${key}`) || line.includes(`/me/messages/${key}?`)

/** Steps as the tasks do: a fault is an attempt, and from the third failed one on the page is taken with care. */
async function settle(reading: Reading): Promise<number> {
  let faults = 0
  for (let steps = 0, attempts = 0; steps < 500; steps++) {
    reading.careful = attempts >= 3
    const page = await reading.step()
    const fault = page instanceof ProviderError ? page : page.fault
    attempts = fault ? attempts + 1 : 0
    if (fault) faults++
    // Nothing of it is answered at all: a task would wait by now.
    if (faults > 40) return faults
    if (!(page instanceof ProviderError) && !page.more) return faults
  }
  throw new Error('the reading does not come to rest')
}

const later = (reading: Reading, minutes: number) => {
  reading.now = reading.now.add({ minutes })
  return settle(reading)
}
const asideOf = async (reading: Reading) => (await reading.row()).setAside
const leftOut = async (reading: Reading) => {
  const { skipped, leftOut: ids } = await reading.row()
  return { ...skipped, ...ids }
}
const but = (mailbox: Mailbox, ...keys: string[]) => mailbox.truth(folders.filter((key) => !keys.includes(key)))

const lasting: readonly (readonly [string, () => Response])[] = [
  ['500', () => graph(500, 'ErrorInternalServerError')],
  ['403', () => graph(403, 'ErrorAccessDenied')],
  ['404', () => graph(404, 'ErrorItemNotFound')],
  ['400', () => graph(400, 'BadRequest')],
  ['broken JSON', () => new Response('{"value":[{"id":"A')],
  ['no items', () => Response.json({ '@odata.nextLink': 'https://graph.microsoft.com/v1.0/me' })],
  [
    'a link elsewhere',
    () => Response.json({ value: [], '@odata.nextLink': 'https://evil.example/v1.0/me/messages/delta' }),
  ],
  [
    'the page that was just read',
    () =>
      Response.json({
        value: [],
        '@odata.nextLink': 'https://graph.microsoft.com/v1.0/me/mailFolders/AAMk-own=/messages/delta?$skiptoken=again',
      }),
  ],
]

describe('a folder that answers for ever with', () => {
  test.each(lasting)('%s: the others are read and current, and it is read whole once it answers', async (_, answer) => {
    const mailbox = lived()
    const heal = mailbox.breaks(of('own'), answer)
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    expect(await reading.stored()).toEqual(but(mailbox, 'own'))
    expect(await reading.row()).toMatchObject({ phase: 'current', error: null, generation: 1 })
    mailbox.deliver('inbox')
    await later(reading, 31)
    expect(await reading.stored()).toEqual(but(mailbox, 'own'))
    expect(await asideOf(reading)).toMatchObject([{ what: 'folder', known: false }])
    // What is not read is not said to be: nothing is called the first or the last of it.
    expect((await reading.row()).readBackTo).toBeNull()
    heal()
    await later(reading, 60 * 24)
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect(await asideOf(reading)).toEqual([])
    expect((await reading.row()).readBackTo).not.toBeNull()
  })

  test('500 after it was read: what it held stays, also over a new snapshot, and it is asked for less and less', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    const whole = await reading.stored()
    mailbox.breaks(of('own'), () => graph(500, 'ErrorInternalServerError'))
    await later(reading, 31)
    expect(await asideOf(reading)).toMatchObject([{ what: 'folder', known: true, since: now.toString() }])
    mailbox.expire('inbox')
    await later(reading, 31)
    expect((await reading.row()).generation).toBe(2)
    expect(await reading.stored()).toEqual(whole)
    const from = mailbox.log.length
    for (let hour = 0; hour < 48; hour += 4) await later(reading, 4 * 60)
    expect(mailbox.log.slice(from).filter(of('own')).length).toBeLessThanOrEqual(6)
    expect(await reading.stored()).toEqual(whole)
  })

  test('500, then it is deleted: what it held goes', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    mailbox.breaks(of('own'), () => graph(500, 'ErrorInternalServerError'))
    await later(reading, 31)
    mailbox.removeFolder('own')
    mailbox.removeFolder('within')
    await later(reading, 31)
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect(await asideOf(reading)).toEqual([])
  })

  test('429: it is not broken, and holds up no other either', async () => {
    const mailbox = lived()
    const heal = mailbox.breaks(of('own'), () => graph(429, 'ApplicationThrottled'))
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    expect(await reading.stored()).toEqual(but(mailbox, 'own'))
    expect(await asideOf(reading)).toEqual([])
    heal()
    await later(reading, 31)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('the same of every folder: the mailbox says so, and nothing is called current', async () => {
    const mailbox = lived()
    const heal = mailbox.breaks(
      (line) => line.includes('/messages/delta'),
      () => graph(403, 'ErrorAccessDenied'),
    )
    const reading = await startReading(db(), mailbox)
    for (let steps = 0; steps < 40; steps++) {
      const page = await reading.step()
      if (page instanceof ProviderError || !page.fault) continue
      expect(page.fault.kind).toBe('forbidden')
      expect(page.fault.retryAt?.toString()).toBe(now.add({ minutes: 15 }).toString())
      break
    }
    expect((await reading.row()).lastSyncedAt).toBeNull()
    heal()
    await later(reading, 31)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})

test('a mailbox that is refused altogether is no empty one', async () => {
  const mailbox = lived()
  mailbox.breaks(
    (line) => line.includes('/me/mailFolders'),
    () => graph(403, 'ErrorAccessDenied'),
  )
  const reading = await startReading(db(), mailbox)
  const seen: unknown[] = []
  for (let steps = 0; steps < 10; steps++) {
    const page = await reading.step()
    seen.push(page instanceof ProviderError ? page.kind : page.fault?.kind)
  }
  expect(seen).toContain('forbidden')
  expect((await reading.row()).lastSyncedAt).toBeNull()
})

describe('a message that is moved', () => {
  test.each([
    ['from a folder that fails to one that does not', 'own', 'archive'],
    ['from one that does not to one that fails', 'archive', 'own'],
  ])('%s stays, or is read where it is now', async (_, from, to) => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    mailbox.breaks(of('own'), () => graph(500, 'ErrorInternalServerError'))
    const moved = [...mailbox.items.values()].find(({ folder }) => folder === `AAMk-${from}=`)?.id ?? ''
    mailbox.move(moved, to)
    const fresh = mailbox.deliver(from)
    if (from === 'archive') mailbox.move(fresh, to)
    await later(reading, 31)
    const stored = (await reading.stored()).map((line) => line.split(' ')[0])
    expect(stored).toContain(moved)
    if (from === 'archive') expect(stored).toContain(fresh)
  })
})

describe('the list of folders', () => {
  test.each<[string, (line: string) => boolean, string[]]>([
    ['within one folder', (line) => line.includes('/AAMk-own=/childFolders'), ['within']],
    ['at the top', (line) => /\/me\/mailFolders\?/.test(line), ['own', 'within']],
    ['of deleted mail, by its name', (line) => line.includes('/mailFolders/deleteditems?'), ['own', 'within']],
  ])('%s cannot be had: all that is known without it is read', async (_, line, missing) => {
    const mailbox = lived()
    for (let days = 1; days < 4; days++) mailbox.deliver('deleteditems', { days })
    const heal = mailbox.breaks(line, () => graph(500, 'ErrorInternalServerError'))
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    expect(await reading.stored()).toEqual(but(mailbox, ...missing))
    expect((await asideOf(reading)).map(({ what }) => what)).toEqual([missing.length === 1 ? 'within' : 'folders'])
    heal()
    await later(reading, 31)
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect(await asideOf(reading)).toEqual([])
  })

  test('cannot be had any more: what was known goes on being read, and nothing goes', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    mailbox.breaks(
      (line) => /\/me\/mailFolders\?/.test(line),
      () => graph(500, 'ErrorInternalServerError'),
    )
    mailbox.deliver('within')
    await later(reading, 31)
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect((await reading.row()).generation).toBe(1)
  })
})

describe('a change that names only id, isRead and folder', () => {
  test('of a message that is known changes nothing, and costs nothing', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    const [id] = [...mailbox.items.keys()].slice(-1)
    mailbox.tellInPart(id ?? '')
    await later(reading, 31)
    expect(await leftOut(reading)).toEqual({})
    expect(mailbox.log.some((line) => line.includes('/me/messages/'))).toBe(false)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('of one that is not is asked for by itself, and read', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    mailbox.tellInPart(mailbox.deliver('inbox'))
    await later(reading, 31)
    expect(await leftOut(reading)).toEqual({})
    expect(mailbox.log.filter((line) => line.includes('/me/messages/'))).toHaveLength(1)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})

describe('one message that Outlook cannot hand out', () => {
  test('is tried a few times over, counted with its reason, tried again within the week, and read then', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    const id = mailbox.deliver('inbox')
    const other = mailbox.deliver('own')
    mailbox.tellInPart(id)
    const heal = mailbox.breaks(at(id), () => graph(500, 'ErrorInternalServerError'))
    expect(await later(reading, 31)).toBe(3)
    const stored = async () => (await reading.stored()).map((line) => line.split(' ')[0])
    expect(await stored()).toContain(other)
    const reason = 'a message that Microsoft does not hand out'
    expect(await reading.row()).toMatchObject({ phase: 'current', skipped: { [reason]: 1 }, leftOut: { [id]: reason } })
    let from = mailbox.log.length
    for (let hour = 0; hour < 24; hour += 3) expect(await later(reading, 3 * 60)).toBe(0)
    expect(mailbox.log.slice(from).filter(at(id))).toHaveLength(3)
    from = mailbox.log.length
    for (let day = 0; day < 6; day++) await later(reading, 24 * 60)
    expect(mailbox.log.slice(from).filter(at(id))).toHaveLength(0)
    expect((await reading.row()).skipped).toEqual({ [reason]: 1 })
    heal()
    for (let day = 0; day < 2; day++) await later(reading, 24 * 60)
    expect(await leftOut(reading)).toEqual({})
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('and that was stored stays, while it cannot be asked where it went', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    await settle(reading)
    const id = [...mailbox.items.values()].find(({ folder }) => folder === 'AAMk-inbox=')?.id ?? ''
    const heal = mailbox.breaks(at(id), () => graph(500, 'ErrorInternalServerError'))
    mailbox.remove(id)
    await later(reading, 31)
    expect((await reading.stored()).some((line) => line.startsWith(id))).toBe(true)
    expect((await reading.row()).phase).toBe('current')
    expect(await leftOut(reading)).toEqual({})
    heal()
    await later(reading, 31)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})
