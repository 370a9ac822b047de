/** Outlook mail as a stream: what is read, in which order, and that whatever happens on the way nothing is lost or kept. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { facts, streams, users } from '../../../src/db/schema.ts'
import { ProviderError } from '../../../src/errors.ts'
import { openTestDatabase } from '../../support/database.ts'
import { createMailbox, type Mailbox, now, owner, since, startReading } from './mail-stage.ts'

let opened: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  opened = await openTestDatabase()
  return () => opened.close()
})
afterAll(() => opened.db.delete(users))
const db = (): Database => opened.db

/** Some mail in every folder. */
function lived(): Mailbox {
  const mailbox = createMailbox()
  for (const folder of [
    'inbox',
    'archive',
    'own',
    'within',
    'junkemail',
    'deleteditems',
    'drafts',
    'trashed',
    'secret',
  ])
    for (let days = 1; days < 6; days++) mailbox.deliver(folder, { days })
  for (let days = 1; days < 9; days++) mailbox.deliver('sentitems', { days, from: owner, to: 'mira@x.example' })
  mailbox.deliver('inbox', { days: 1001 })
  mailbox.deliver('inbox', { draft: true })
  return mailbox
}

async function read(mailbox: Mailbox) {
  const reading = await startReading(db(), mailbox)
  await reading.settle()
  return reading
}

const deltas = (mailbox: Mailbox) => mailbox.log.filter((line) => line.includes('/messages/delta'))

describe('a first reading', () => {
  test('reads the folders of mail that came, went and was kept, and no other; nothing older than the horizon', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect(deltas(mailbox).join()).not.toMatch(/junkemail|deleteditems|drafts|outbox|trashed|secret/)
    expect(await reading.row()).toMatchObject({ phase: 'current', done: 28, total: 28, generation: 1 })
    expect((await reading.row()).readBackTo).toEqual(since)
  })

  test('reads what the owner sent first, then what came, then what was kept', async () => {
    const mailbox = lived()
    await read(mailbox)
    const order = [...new Set(deltas(mailbox).map((line) => /mailFolders\/AAMk-(\w+)=/.exec(line)?.[1]))]
    expect(order).toEqual(['sentitems', 'inbox', 'archive', 'own', 'within'])
  })

  test('asks for no body, preview, header or attachment, and never for two things at once', async () => {
    const mailbox = lived()
    await read(mailbox)
    expect(mailbox.log.join('\n')).not.toMatch(/body|preview|header|attachment|\$value|\$expand/i)
    expect(
      mailbox.log.filter((line) => /messages/.test(line) && !/\$select=|\$(?:skip|delta)token=/.test(line)),
    ).toEqual([])
    expect(mailbox.mostInFlight).toBe(1)
  })

  test('shows how far it is, out of all that lies in the folders', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    const seen: (readonly [string, number | null, number | null])[] = []
    for (let more = true; more; ) {
      const page = await reading.step()
      if (page instanceof ProviderError) throw page
      more = page.more
      const { phase, done, total } = await reading.row()
      seen.push([phase, done, total])
    }
    expect(seen[0]).toEqual(['listing', 0, null])
    expect(seen).toContainEqual(['reading', 3, 30])
    expect(seen).toContainEqual(['reading', 30, 30])
    expect(
      seen.every(([, done], place) => place === seen.length - 1 || (done ?? 0) >= (seen[place - 1]?.[1] ?? 0)),
    ).toBe(true)
  })

  test('counts every request under the name of its method', async () => {
    const mailbox = lived()
    const { counts } = await read(mailbox)
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(mailbox.log.length)
    expect([...counts.keys()].sort()).toEqual([
      'childFolders.list',
      'mailFolders.get',
      'mailFolders.list',
      'me.get',
      'messages.delta',
    ])
  })

  test('two ids that differ in the case of one letter are two messages', async () => {
    const mailbox = createMailbox()
    const ids = [mailbox.deliver('inbox'), mailbox.deliver('inbox')]
    expect(ids[0]?.toLowerCase()).toBe(ids[1]?.toLowerCase())
    expect(await (await read(mailbox)).listed()).toEqual(ids.sort())
  })

  test('finds what was moved meanwhile from a folder still unread to one read already', async () => {
    const mailbox = lived()
    const moved = mailbox.deliver('own')
    const reading = await startReading(db(), mailbox)
    while (!deltas(mailbox).some((line) => line.includes('archive'))) await reading.step()
    mailbox.move(moved, 'inbox')
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})

describe('from then on', () => {
  test('what arrives is read, what goes is gone, and what is told again stays as it is', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    const [gone, kept, binned] = ['inbox', 'inbox', 'inbox'].map((folder) => mailbox.deliver(folder)) as [
      string,
      string,
      string,
    ]
    await reading.settle()
    expect(await reading.listed()).toEqual(expect.arrayContaining([gone, kept, binned]))
    mailbox.remove(gone)
    mailbox.touch(kept)
    mailbox.move(binned, 'deleteditems')
    mailbox.deliver('sentitems', { from: owner, to: 'mira@x.example' })
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect(await reading.listed()).not.toContain(binned)
    expect((await reading.row()).readBackTo).toEqual(since)
  })

  test.each([
    ['to a folder read before', 'sentitems'],
    ['to a folder read after', 'within'],
  ])('a move %s loses nothing, whichever folder tells of it first', async (_, folder) => {
    const mailbox = lived()
    const id = mailbox.deliver('inbox')
    const reading = await read(mailbox)
    mailbox.move(id, folder)
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
    await reading.settle()
    expect(await reading.listed()).toContain(id)
  })

  test('a message that came and went between two readings is asked after, and leaves nothing', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    mailbox.remove(mailbox.deliver('inbox'))
    await reading.settle()
    expect(reading.counts.get('messages.get')).toBe(1)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('what was taken out of the bin is there again', async () => {
    const mailbox = lived()
    const id = mailbox.deliver('inbox')
    const reading = await read(mailbox)
    for (const folder of ['deleteditems', 'inbox', 'junkemail', 'archive']) {
      mailbox.move(id, folder)
      await reading.settle()
      expect(await reading.stored()).toEqual(mailbox.truth())
    }
  })

  test('many messages that go at once are asked after in several steps, and a fault among them loses none', async () => {
    const mailbox = createMailbox({ page: 60 })
    const ids = Array.from({ length: 50 }, () => mailbox.deliver('inbox'))
    const reading = await read(mailbox)
    for (const id of ids) mailbox.remove(id)
    let met = false
    for (let more = true; more; ) {
      if (!met && (reading.counts.get('messages.get') ?? 0) > 19) {
        const { shift } = mailbox.answers
        mailbox.answers.shift = () => {
          met ||= mailbox.log.filter((line) => line.includes('/me/messages/')).length === 25
          if (!met) return undefined
          mailbox.answers.shift = shift
          return () => new Response('<html>', { status: 502 })
        }
      }
      const page = await reading.step()
      more = page instanceof ProviderError || page.more
      if (!(page instanceof ProviderError) && page.fault) expect(page.gone).toHaveLength(4)
    }
    expect(met).toBe(true)
    expect(await reading.stored()).toEqual([])
  })

  test('a new folder is found, whether at the top or within another', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    mailbox.addFolder('new', 'inbox')
    mailbox.deliver('new')
    mailbox.move(mailbox.deliver('inbox'), 'new')
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('a folder that is gone takes what was in it along, and an empty one nothing', async () => {
    const mailbox = lived()
    mailbox.addFolder('new')
    const reading = await read(mailbox)
    mailbox.removeFolder('new')
    await reading.settle()
    expect((await reading.row()).generation).toBe(1)
    mailbox.removeFolder('own')
    mailbox.removeFolder('within')
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect((await reading.row()).generation).toBe(2)
  })

  test('nothing happened: one request for each folder and its listing, and nothing changes', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    const from = mailbox.log.length
    await reading.settle()
    expect(mailbox.log.slice(from).filter((line) => line.includes('delta'))).toHaveLength(5)
    expect(mailbox.log.slice(from).filter((line) => line.includes('/me/messages/'))).toEqual([])
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})

describe('a reading position that has run out', () => {
  test('in one folder: everything is read afresh, and what went meanwhile goes', async () => {
    const mailbox = lived()
    const [stays, goes] = [mailbox.deliver('archive'), mailbox.deliver('archive')]
    const reading = await read(mailbox)
    mailbox.remove(goes)
    mailbox.expire('archive')
    let lost: unknown
    for (let more = true; more; ) {
      const page = await reading.step()
      if (page instanceof ProviderError) lost = page
      more = page instanceof ProviderError || page.more
      // Until the new snapshot is complete nothing is taken away.
      if (lost && more) expect(await reading.listed()).toContain(stays)
    }
    expect(lost).toMatchObject({ kind: 'cursor-expired', reason: 'SyncStateNotFound' })
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect(await reading.listed()).not.toContain(goes)
  })

  test.each([
    ['of an older form', { version: 0, phase: 'read' }],
    ['without its folders', { version: 2, phase: 'read', snapshot: false }],
  ])('a position %s is taken anew', async (_, cursor) => {
    const mailbox = lived()
    const reading = await read(mailbox)
    const { source, call } = reading
    await expect(source.next(call(), cursor)).rejects.toMatchObject({ kind: 'cursor-expired', reason: 'cursor' })
  })

  test('whose links ask for fewer fields is taken anew, and what they did not bring is filled in', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    const { connectionId, cursor } = await reading.row()
    if (!cursor) throw new Error('no position')
    const mine = eq(facts.connectionId, connectionId)
    const links = async () => (await db().select().from(facts).where(mine)).map(({ mail }) => mail?.link).toSorted()
    const whole = await links()
    expect(whole).not.toContain(undefined)
    await db()
      .update(facts)
      .set({ mail: sql`(${facts.mail}::jsonb - 'link')::json` })
      .where(mine)
    await db()
      .update(streams)
      .set({ cursor: { ...cursor, version: 1 } })
      .where(eq(streams.connectionId, connectionId))
    await reading.settle()
    expect((await reading.row()).generation).toBe(2)
    expect(await links()).toEqual(whole)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test.each([
    [400, 'ErrorInvalidUrlQuery'],
    [404, 'syncStateNotFound'],
    [400, 'resyncRequired'],
  ])('said as %i %s: everything is read afresh', async (status, code) => {
    const mailbox = lived()
    const reading = await read(mailbox)
    const from = deltas(mailbox).length
    while (deltas(mailbox).length === from) await reading.step()
    mailbox.answers.push(() => Response.json({ error: { code, message: 'No.' } }, { status }))
    expect(await reading.step()).toMatchObject({ kind: 'cursor-expired', reason: code })
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
    expect((await reading.row()).generation).toBe(2)
  })

  test('a request that is refused though nothing was handed out before is shown, not repeated for ever', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    mailbox.answers.push(() => Response.json({ error: { code: 'BadRequest', message: 'No.' } }, { status: 400 }))
    expect(await reading.step()).toMatchObject({ kind: 'unexpected', reason: 'BadRequest' })
  })

  test('a stored link to another place is refused before anything is sent', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    const cursor = (await reading.row()).cursor as { folders: { link: string }[] } & { version: number; phase: string }
    const evil = cursor.folders.map((folder) => ({
      ...folder,
      link: folder.link.replace('graph.microsoft.com', 'evil.example'),
    }))
    const from = mailbox.log.length
    const { walk: _, ...rest } = cursor as typeof cursor & { walk?: object }
    const stored = { ...rest, phase: 'read', total: 0, at: 0, removed: [], folders: evil }
    await expect(reading.source.next(reading.call(), stored)).rejects.toMatchObject({
      kind: 'cursor-expired',
      reason: 'link',
    })
    expect(mailbox.log.length).toBe(from)
  })

  test('a link to another place that Microsoft itself hands out is not stored, and the page is asked for again', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    while (deltas(mailbox).length === 0) await reading.step()
    const link = 'https://graph.microsoft.com/v1.0/me/messages?$top=10'
    mailbox.answers.push(() => Response.json({ value: [], '@odata.nextLink': link }))
    expect(await reading.step()).toMatchObject({ kind: 'unavailable', reason: 'link' })
    await reading.settle()
    expect(mailbox.log.join()).not.toContain('/me/messages?$top')
    expect((await reading.row()).generation).toBe(1)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})

describe('a fault in any request', () => {
  const graph = (status: number, code: string, headers = {}) =>
    Response.json({ error: { code, message: 'No.' } }, { status, headers })

  test.each<[string, () => Response | Promise<never>, object]>([
    [
      '429 with 600 seconds',
      () => graph(429, 'ApplicationThrottled', { 'retry-after': '600' }),
      { kind: 'throttled', retryAt: now.add({ seconds: 600 }) },
    ],
    ['429 without a time', () => graph(429, 'ApplicationThrottled'), { kind: 'throttled', retryAt: undefined }],
    ['503', () => graph(503, 'serviceNotAvailable'), { kind: 'unavailable' }],
    ['504', () => graph(504, 'UnknownError'), { kind: 'unavailable' }],
    [
      '502 in HTML',
      () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
      { kind: 'unavailable' },
    ],
    [
      'an answer cut short',
      () => new Response('{"value":[{"id":"A', { headers: { 'content-type': 'application/json' } }),
      { kind: 'unavailable', reason: 'unreadable' },
    ],
    ['an answer of another form', () => Response.json({ hello: 'you' }), { kind: 'unavailable', reason: 'unreadable' }],
    [
      'a broken connection',
      () => Promise.reject(new TypeError('fetch failed')),
      { kind: 'unavailable', reason: 'network' },
    ],
    [
      'another origin',
      () => Promise.reject(new ProviderError('unexpected', { en: 'No.', de: 'No.' }, { reason: 'origin' })),
      { kind: 'unexpected', reason: 'origin' },
    ],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      { kind: 'unexpected', reason: '302' },
    ],
  ])('%s is asked once only, and the reading goes on where it was', async (_, answer, error) => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    for (let steps = 0; ; steps++) {
      const from = mailbox.log.length
      mailbox.answers.push(answer)
      expect(await reading.step()).toMatchObject(error)
      expect(mailbox.log.length).toBe(from + 1)
      const page = await reading.step()
      if (!(page instanceof ProviderError) && steps > 12) break
    }
    await reading.settle()
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('a token that is refused is renewed once, and the request repeated; refused again it leads to the owner', async () => {
    const mailbox = lived()
    const reading = await read(mailbox)
    reading.tokens.length = 0
    const refused = () => graph(401, 'InvalidAuthenticationToken')
    mailbox.answers.push(refused)
    await reading.settle()
    expect(reading.tokens.filter(Boolean)).toHaveLength(1)
    mailbox.answers.push(refused, refused)
    expect(await reading.step()).toMatchObject({ kind: 'reconnect' })
  })

  test.each([
    ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
    ['ErrorAccessDenied', 'Access is denied. Check credentials and try again.'],
  ])('%s of the address alone: mail is read, and the folder tells what the owner sent', async (code, message) => {
    const mailbox = lived()
    mailbox.answers.push(() => Response.json({ error: { code, message } }, { status: 403 }))
    const reading = await read(mailbox)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })

  test('a message of an unknown form is counted, and holds up no other', async () => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    while (deltas(mailbox).length === 0) await reading.step()
    const link =
      'https://graph.microsoft.com/v1.0/me/mailFolders/AAMk-sentitems=/messages/delta?$deltatoken=AAMk-sentitems=|0|0'
    mailbox.answers.push(() =>
      Response.json({ value: [{ id: 'strange', receivedDateTime: 5 }], '@odata.deltaLink': link }),
    )
    await reading.settle()
    expect((await reading.row()).skipped).toEqual({ 'a message of an unknown form': 1 })
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})

describe('subjects', () => {
  test.each([
    ['are asked for no more once the owner does not want them read', true],
    ['are asked for once the owner wants them read', false],
  ])('%s', async (_, before) => {
    const mailbox = lived()
    const reading = await startReading(db(), mailbox)
    reading.subjects = before
    await reading.settle()
    expect(mailbox.log.some((line) => /\$select=[^&]*subject/.test(line))).toBe(before)
    const from = mailbox.log.length
    reading.subjects = !before
    await reading.settle()
    expect(mailbox.log.slice(from).some((line) => /\$select=[^&]*subject/.test(line))).toBe(!before)
    expect(await reading.stored()).toEqual(mailbox.truth())
  })
})
