/** Outlook mail of the sample Microsoft: what makes Graph hard to read is all there. */
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { BODY_MARK } from '../../../src/sample/history/truth.ts'
import { microsoftFault } from '../../../src/sample/microsoft/faults.ts'
import { HISTORY, MORNING } from '../helper.ts'
import { begin, type Changes, connect, type Folders, IMMUTABLE, readDelta } from './helper.ts'

const WORK = 'sam.hartley@northlight.example'
const SELECT =
  '$select=id,conversationId,internetMessageId,receivedDateTime,sentDateTime,from,sender,toRecipients,ccRecipients,isDraft,parentFolderId,inferenceClassification,subject'
const delta = (folder: string, query = SELECT) => `/me/mailFolders/${folder}/messages/delta${query && `?${query}`}`
const KAI = { name: 'Kai Brandt', address: 'kai@brandt.example' }
const SAM = { name: 'Sam Hartley', address: WORK }

test('all folders together hold the messages of the life on which the work address stands, and no others', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const ids: string[] = []
  for (const folder of ['inbox', 'sentitems', 'archive'])
    ids.push(...(await readDelta(ask, delta(folder))).items.map(({ internetMessageId }) => internetMessageId ?? ''))
  const all = (await ask<Folders>('/me/mailFolders?$top=100')).body.value
  const own = all.filter(({ childFolderCount }) => childFolderCount)
  for (const { id } of own) {
    const children = (await ask<Folders>(`/me/mailFolders/${id}/childFolders`)).body.value
    for (const child of children)
      ids.push(...(await readDelta(ask, delta(child.id ?? ''))).items.map((one) => one.internetMessageId ?? ''))
  }
  const told = HISTORY.messages.filter(
    ({ at, from, to, cc }) =>
      Temporal.Instant.compare(at, MORNING) <= 0 && [from, ...to, ...cc].some((one) => one?.address === WORK),
  )
  expect(told.length).toBeGreaterThan(400)
  expect(new Set(ids)).toEqual(new Set(told.map(({ messageId }) => `<${messageId}>`)))
})

test('folders come ten to a page, under names of the mailbox’s language, without the hidden ones', async () => {
  const ask = await connect(await begin())
  const first = (await ask<Folders>('/me/mailFolders')).body
  expect(first.value).toHaveLength(10)
  const second = (await ask<Folders>(first['@odata.nextLink'] ?? '')).body
  const names = [...first.value, ...second.value].map(({ displayName }) => displayName)
  expect(names).toContain('Gesendete Elemente')
  expect(names).not.toContain('Synchronisierungsprobleme')
  expect(second['@odata.nextLink']).toBeUndefined()
  const sent = (await ask<{ id: string }>('/me/mailFolders/sentitems?$select=id')).body
  expect(first.value.find(({ displayName }) => displayName === 'Gesendete Elemente')?.id).toBe(sent.id)
  expect((await ask<Folders>('/me/mailFolders?includeHiddenFolders=true&$top=50')).body.value).toHaveLength(13)
})

test('changes of all mail at once are refused', async () => {
  const ask = await connect(await begin())
  const { status, body } = await ask('/me/messages/delta')
  expect([status, body.error?.message]).toEqual([
    400,
    "Change tracking is not supported against 'microsoft.graph.message'.",
  ])
})

test('a page has ten messages unless every single request asks for more', async () => {
  const ask = await connect(await begin())
  const prefer = 'odata.maxpagesize=50'
  const first = await ask<Changes>(delta('inbox'), { prefer })
  expect(first.body.value).toHaveLength(50)
  expect(first.headers.get('preference-applied')).toBe(prefer)
  expect((await ask<Changes>(first.body['@odata.nextLink'] ?? '')).body.value).toHaveLength(10)
})

test('$top is no page size: pages stay at ten, and the whole reading ends there', async () => {
  const ask = await connect(await begin())
  const { pages, items, deltaLink } = await readDelta(ask, delta('inbox', `${SELECT}&$top=25`), IMMUTABLE)
  expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(11)
  expect(new Set(items.map(({ id }) => id)).size).toBe(25)
  expect(deltaLink).toContain('$deltatoken=')
})

test('a filter takes a time only, and ends in silence at its cap', async () => {
  const ask = await connect(await begin({ filterCap: 40 }))
  const filtered = await readDelta(ask, delta('inbox', `${SELECT}&$filter=receivedDateTime ge 2025-01-01T00:00:00Z`))
  expect(new Set(filtered.items.map(({ id }) => id)).size).toBe(40)
  for (const filter of [
    "subject eq 'x'",
    'receivedDateTime ge 2025-01-01T00:00:00+02:00',
    'receivedDateTime lt 2025-01-01T00:00:00Z',
  ])
    expect((await ask(delta('inbox', `$filter=${filter}`))).body.error?.code).toBe('ErrorInvalidUrlQueryFilter')
  const encoded = encodeURIComponent('receivedDateTime ge 2025-01-01T00:00:00+02:00')
  expect((await ask(delta('inbox', `$filter=${encoded}`))).status).toBe(200)
})

test.each([
  ['$orderby=subject'],
  ['$search="x"'],
  ['$expand=attachments'],
  ['$select=id,bodyPrevue'],
  ['$skip=10'],
])('%s is refused', async (query) => {
  const ask = await connect(await begin())
  expect((await ask(delta('inbox', query))).status).toBe(400)
})

test('newest first where that was asked for, in no order otherwise', async () => {
  const ask = await connect(await begin())
  const times = async (query: string) => {
    const { items } = await readDelta(ask, delta('sentitems', query))
    return items.map(({ receivedDateTime }) => receivedDateTime ?? '')
  }
  const ordered = await times(`${SELECT}&$orderby=receivedDateTime desc`)
  const distinct = [...new Set(ordered)]
  expect(distinct).toEqual(distinct.toSorted().reverse())
  expect(await times(SELECT)).not.toEqual(ordered)
})

test('a long reading has an empty page in its middle and says one message twice', async () => {
  const ask = await connect(await begin())
  const { pages, items } = await readDelta(ask, delta('inbox'), `${IMMUTABLE}, odata.maxpagesize=20`)
  expect(pages.slice(1, -1).filter((page) => page.length === 0)).toHaveLength(1)
  const ids = items.map(({ id }) => id)
  expect(ids.length - new Set(ids).size).toBe(1)
})

test('text and preview are in every answer that does not leave them out', async () => {
  const ask = await connect(await begin())
  const whole = JSON.stringify((await ask<Changes>(delta('inbox', ''))).body)
  expect(whole).toContain(BODY_MARK)
  expect(whole).toContain('bodyPreview')
  expect(whole).not.toContain('internetMessageHeaders')
  expect(JSON.stringify((await ask<Changes>(delta('inbox'))).body)).not.toContain(BODY_MARK)
})

test('ids differ in form without the preference, and change with every move; immutable ones do not', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const { id } = sample.deliver({ from: KAI, to: [SAM], subject: 'A plan' })
  const form = async (prefer?: string) =>
    (await ask<{ id: string }>(`/me/messages/${id}?$select=id`, prefer ? { prefer } : {})).body.id
  expect(await form(IMMUTABLE)).toBe(id)
  const before = await form()
  expect(before).not.toBe(id)
  sample.move(id, 'archive')
  expect(await form(IMMUTABLE)).toBe(id)
  expect(await form()).not.toBe(before)
  expect((await ask(`/me/messages/${before}`)).body.error?.code).toBe('ErrorItemNotFound')
})

test('some ids differ from another in the case of one letter only', async () => {
  const ask = await connect(await begin())
  const { items } = await readDelta(ask, delta('sentitems'))
  const ids = new Set(items.map(({ id = '' }) => id))
  expect(new Set([...ids].map((id) => id.toLowerCase())).size).toBeLessThan(ids.size)
})

test('a move is a removal in one folder and an arrival in another', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const { id } = sample.deliver({ from: KAI, to: [SAM], subject: 'A plan' })
  const [inbox, archive] = [await readDelta(ask, delta('inbox')), await readDelta(ask, delta('archive'))]
  sample.move(id, 'archive')
  expect((await readDelta(ask, inbox.deltaLink)).items).toMatchObject([{ id, '@removed': { reason: 'deleted' } }])
  const arrived = (await readDelta(ask, archive.deltaLink)).items
  expect(arrived).toMatchObject([{ id, subject: 'A plan', from: { emailAddress: KAI } }])
  expect(Object.keys(arrived[0] ?? {})).not.toContain('bodyPreview')
})

test('what came and went between two readings is removed without ever having been there', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const { deltaLink } = await readDelta(ask, delta('inbox'))
  const { id } = sample.deliver({ from: KAI, to: [SAM] })
  sample.remove(id)
  expect((await readDelta(ask, deltaLink)).items).toMatchObject([{ id, '@removed': { reason: 'deleted' } }])
})

test('what arrives while pages are read is told by the delta afterwards', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const first = await ask<Changes>(delta('inbox'), { prefer: IMMUTABLE })
  const { id } = sample.deliver({ from: KAI, to: [SAM] })
  const { deltaLink } = await readDelta(ask, first.body['@odata.nextLink'] ?? '')
  const later = await readDelta(ask, deltaLink)
  expect(later.items.map((one) => one.id)).toEqual([id])
  expect((await readDelta(ask, later.deltaLink)).items).toEqual([])
})

test('the options of a delta are in its links for good and are not repeated', async () => {
  const ask = await connect(await begin())
  const { deltaLink } = await readDelta(ask, delta('inbox'))
  expect(deltaLink).toMatch(/\/v1\.0\/me\/mailFolders\('[^']+'\)\/messages\/delta\?\$deltatoken=/)
  expect((await ask(`${deltaLink}&${SELECT}`)).status).toBe(400)
})

test('an old delta token is answered with 410 and the address to begin anew at', async () => {
  let now = MORNING
  const sample = await begin({ now: () => now })
  const { deltaLink } = await readDelta(await connect(sample), delta('inbox'))
  now = now.add({ hours: 31 * 24 })
  const ask = await connect(sample)
  const { status, headers, body } = await ask(deltaLink)
  expect([status, body.error?.code]).toEqual([410, 'syncStateNotFound'])
  expect((await ask(headers.get('location') ?? '')).status).toBe(200)
})

test('a forgotten position can be said in other words as well', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const { deltaLink } = await readDelta(ask, delta('inbox'))
  sample.faults.add('messages.delta', microsoftFault.expired)
  expect((await ask(delta('inbox'))).status).toBe(200)
  expect((await ask(deltaLink)).status).toBe(410)
  sample.faults.add('messages.delta', microsoftFault.syncStateNotFound)
  expect((await ask(deltaLink)).body.error?.code).toBe('SyncStateNotFound')
  sample.faults.add('messages.delta', microsoftFault.resyncRequired)
  expect((await ask(deltaLink)).body.error?.code).toBe('resyncRequired')
})

test('some senders are names of the directory, and one is nobody', async () => {
  const ask = await connect(await begin())
  const items = [...(await readDelta(ask, delta('inbox'))).items, ...(await readDelta(ask, delta('archive'))).items]
  const directory = items.filter(({ from }) => from?.emailAddress?.address?.startsWith('/O=EXCHANGELABS/'))
  expect(directory.length).toBeGreaterThan(2)
  expect(directory.every(({ from }) => !from?.emailAddress?.address?.includes('@'))).toBe(true)
  expect(items.filter(({ from, sender }) => from === null && sender === null)).toHaveLength(1)
})

test('a new folder can be moved into', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  const folder = sample.addFolder('Atlas, done', 'clients')
  const { id } = sample.deliver({ from: KAI, to: [SAM] })
  sample.move(id, folder)
  const clients = (await ask<Folders>('/me/mailFolders?$top=50')).body.value.find(
    (one) => one.displayName === 'Clients',
  )
  const children = (await ask<Folders>(`/me/mailFolders/${clients?.id}/childFolders`)).body.value
  const found = children.find(({ displayName }) => displayName === 'Atlas, done')
  expect(found).toMatchObject({ totalItemCount: 1, parentFolderId: clients?.id })
  expect((await readDelta(ask, delta(found?.id ?? ''))).items.map((one) => one.id)).toEqual([id])
})

test('a fifth request at once for the mailbox is refused, and the log counts them', async () => {
  const sample = await begin()
  const ask = await connect(sample)
  sample.faults.add('messages.delta', microsoftFault.delay(60), 4)
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(delta('inbox'))))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.body.error?.code).toBe('ApplicationThrottled')
  expect(refused[0]?.headers.get('retry-after')).toBe('5')
  expect(Math.max(...sample.log.map(({ inFlight }) => inFlight))).toBeGreaterThan(4)
})

test('a mailbox has so many requests in ten minutes', async () => {
  let now = MORNING
  const sample = await begin({ now: () => now, requestsPerTenMinutes: 3 })
  const ask = await connect(sample)
  for (let time = 0; time < 3; time++) expect((await ask('/me')).status).toBe(200)
  now = now.add({ minutes: 4 })
  const refused = await ask('/me')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '360'])
  now = now.add({ seconds: 361 })
  expect((await ask('/me')).status).toBe(200)
})

test('what the script has for later arrives by the clock, into the folder it belongs to', async () => {
  let now = MORNING
  const sample = await begin({ now: () => now })
  const { deltaLink } = await readDelta(await connect(sample), delta('inbox'))
  now = now.add({ hours: 14 * 24 })
  const { items } = await readDelta(await connect(sample), deltaLink)
  expect(items.length).toBeGreaterThan(0)
  expect(items.every(({ receivedDateTime = '' }) => (receivedDateTime ?? '') > '2026-11-22T06')).toBe(true)
})
