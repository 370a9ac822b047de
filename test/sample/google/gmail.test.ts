/** The sample's Gmail against Google's own client: what it gives and what it refuses. */
import { expect, test } from 'vitest'
import { createFaults } from '../../../src/sample/faults.ts'
import { fault } from '../../../src/sample/google/faults.ts'
import type { Sample } from '../../../src/sample/google/server.ts'
import { BODY_MARK } from '../../../src/sample/history/truth.ts'
import { HISTORY, MORNING } from '../helper.ts'
import { begin, clients, METADATA, refusal, tokenFor } from './helper.ts'

const READONLY = 'https://www.googleapis.com/auth/gmail.readonly'
const me = { userId: 'me' }

async function mailbox(options: Parameters<typeof begin>[0] = {}, ...scopes: string[]) {
  const sample = await begin(options)
  const token = await tokenFor(sample, ...(scopes.length ? scopes : [METADATA]))
  return { sample, token, mail: clients(sample, token).mail }
}

type Mail = ReturnType<typeof clients>['mail']

async function listAll(mail: Mail, query: Record<string, unknown> = {}) {
  const ids: string[] = []
  let pageToken: string | undefined
  do {
    const { data } = await mail.messages.list({ ...me, maxResults: 500, ...query, ...(pageToken && { pageToken }) })
    ids.push(...(data.messages ?? []).map(({ id }) => id ?? ''))
    pageToken = data.nextPageToken ?? undefined
  } while (pageToken)
  return ids
}

const past = HISTORY.messages.filter(({ at }) => at.epochMilliseconds <= MORNING.epochMilliseconds)
const visible = past.filter(({ labels }) => !labels.includes('SPAM') && !labels.includes('TRASH'))

test('the list is newest first, complete, and without spam and trash unless asked', async () => {
  const { mail } = await mailbox()
  const newestFirst = [...visible].sort(
    (a, b) => b.at.epochMilliseconds - a.at.epochMilliseconds || (a.id < b.id ? 1 : -1),
  )
  expect(await listAll(mail)).toEqual(newestFirst.map(({ id }) => id))
  expect((await listAll(mail, { includeSpamTrash: true })).length).toBe(past.length)
  expect((await mail.messages.list(me)).data.messages?.length).toBe(100)
  expect((await mail.messages.list({ ...me, maxResults: 9999 })).data.messages?.length).toBe(500)
})

test('labels of a list must all be there', async () => {
  const { mail } = await mailbox()
  const both = visible.filter(({ labels }) => labels.includes('SENT') && labels.includes('INBOX'))
  expect(both.length).toBeGreaterThan(0)
  expect(new Set(await listAll(mail, { labelIds: ['SENT', 'INBOX'] }))).toEqual(new Set(both.map(({ id }) => id)))
  expect((await refusal(mail.messages.list({ ...me, labelIds: ['NOPE'] }))).status).toBe(400)
})

test('a list tells ids and nothing else', async () => {
  const { mail } = await mailbox()
  const { data } = await mail.messages.list(me)
  expect(Object.keys(data.messages?.[0] ?? {}).sort()).toEqual(['id', 'threadId'])
})

test('what arrives while a list is read shifts nothing on its later pages', async () => {
  const { sample, mail } = await mailbox()
  const first = (await mail.messages.list({ ...me, maxResults: 10 })).data
  sample.deliver({
    from: { address: 'new@person.example' },
    to: [{ address: 'sam@hartley.example' }],
    subject: 'Hello',
  })
  const second = (await mail.messages.list({ ...me, maxResults: 10, pageToken: first.nextPageToken ?? '' })).data
  const ids = [...(first.messages ?? []), ...(second.messages ?? [])].map(({ id }) => id)
  expect(new Set(ids).size).toBe(20)
})

test('gmail.metadata refuses a search, full and raw messages, and a get without a format, whatever else was granted', async () => {
  const { mail } = await mailbox({}, METADATA, READONLY)
  const id = visible[0]?.id ?? ''
  expect(await refusal(mail.messages.list({ ...me, q: 'from:maren' }))).toMatchObject({
    status: 403,
    message: "Metadata scope does not support 'q' parameter",
  })
  expect(await refusal(mail.threads.list({ ...me, q: 'x' }))).toMatchObject({ status: 403 })
  expect(await refusal(mail.messages.get({ ...me, id, format: 'full' }))).toMatchObject({
    status: 403,
    message: "Metadata scope doesn't allow format FULL",
  })
  expect(await refusal(mail.messages.get({ ...me, id, format: 'raw' }))).toMatchObject({ status: 403 })
  expect(await refusal(mail.messages.get({ ...me, id }))).toMatchObject({ status: 403 })
  expect(await refusal(mail.threads.get({ ...me, id }))).toMatchObject({ status: 403 })
})

test('without a mask the text comes along; with one it never does', async () => {
  const { mail } = await mailbox()
  const id = visible[0]?.id ?? ''
  const open = (await mail.messages.get({ ...me, id, format: 'metadata' })).data
  expect(open.snippet).toContain(BODY_MARK)
  expect(Buffer.from(open.payload?.body?.data ?? '', 'base64url').toString()).toContain(BODY_MARK)
  const fields = 'id,threadId,labelIds,internalDate,historyId,payload/headers'
  const masked = (await mail.messages.get({ ...me, id, format: 'metadata', metadataHeaders: ['From', 'date'], fields }))
    .data
  expect(Object.keys(masked).sort()).toEqual(['historyId', 'id', 'internalDate', 'labelIds', 'payload', 'threadId'])
  expect(Object.keys(masked.payload ?? {})).toEqual(['headers'])
  expect(masked.payload?.headers?.map(({ name }) => name)).toEqual(['From', 'Date'])
})

test('masks follow the grammar of partial responses, and a misspelt one is refused', async () => {
  const { mail } = await mailbox()
  const thread = visible.find(({ subject }) => subject?.startsWith('Re: '))?.thread ?? ''
  const fields = 'id,messages(id,payload/headers(name),payload/mimeType),messages/labelIds'
  const { data } = await mail.threads.get({ ...me, id: thread, format: 'metadata', fields })
  expect(Object.keys(data).sort()).toEqual(['id', 'messages'])
  expect(Object.keys(data.messages?.[0] ?? {}).sort()).toEqual(['id', 'labelIds', 'payload'])
  expect(Object.keys(data.messages?.[0]?.payload ?? {}).sort()).toEqual(['headers', 'mimeType'])
  expect(data.messages?.[0]?.payload?.headers?.[0]).not.toHaveProperty('value')
  for (const wrong of ['id,payloads', 'id,', 'messages(id', 'id/name', '']) {
    expect(
      (await refusal(mail.threads.get({ ...me, id: thread, format: 'minimal', fields: wrong }))).status,
      wrong,
    ).toBe(400)
  }
})

test('a thread gives its messages oldest first, and internalDate is milliseconds in a string', async () => {
  const { mail } = await mailbox()
  const longest = Map.groupBy(visible, ({ thread }) => thread)
  const [id, messages] = [...longest].find(([, group]) => group.length >= 3) ?? ['', []]
  const { data } = await mail.threads.get({ ...me, id, format: 'metadata' })
  expect(data.messages?.map((message) => message.id)).toEqual(messages.map((message) => message.id))
  expect(data.messages?.[0]?.internalDate).toBe(String(messages[0]?.at.epochMilliseconds))
})

test('history ids are beyond what a JavaScript number can hold', async () => {
  const { mail } = await mailbox()
  const { data } = await mail.getProfile(me)
  expect(BigInt(data.historyId ?? '0')).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
  expect(data.messagesTotal).toBe(past.length)
})

test('history tells arrivals, deletions and labels after the given position, with the labels of now', async () => {
  const { sample, mail } = await mailbox()
  const startHistoryId = (await mail.getProfile(me)).data.historyId ?? ''
  expect((await mail.history.list({ ...me, startHistoryId })).data.history).toBeUndefined()
  const { id } = sample.deliver({ from: { address: 'new@person.example' }, to: [{ address: 'sam@hartley.example' }] })
  const [old, other] = [visible[10]?.id ?? '', visible[11]?.id ?? '']
  sample.trash(old)
  sample.remove(other)
  const { data } = await mail.history.list({ ...me, startHistoryId })
  const [arrived, trashed, , deleted] = data.history ?? []
  expect(arrived?.messagesAdded?.[0]?.message).toMatchObject({ id, labelIds: ['INBOX', 'UNREAD'] })
  expect(trashed?.labelsAdded?.[0]).toMatchObject({ message: { id: old }, labelIds: ['TRASH'] })
  expect(trashed?.labelsAdded?.[0]?.message?.labelIds).toContain('TRASH')
  expect(deleted?.messagesDeleted?.[0]?.message?.id).toBe(other)
  expect((await refusal(mail.messages.get({ ...me, id: other, format: 'minimal' }))).status).toBe(404)
  const only = (await mail.history.list({ ...me, startHistoryId, historyTypes: ['messageDeleted'] })).data
  expect(only.history?.length).toBe(1)
  const first = (await mail.history.list({ ...me, startHistoryId, maxResults: 1 })).data
  expect(first.history?.length).toBe(1)
  const second = (
    await mail.history.list({ ...me, startHistoryId, maxResults: 500, pageToken: first.nextPageToken ?? '' })
  ).data
  expect([...(first.history ?? []), ...(second.history ?? [])]).toEqual(data.history)
  expect(second.historyId).toBe(data.historyId)
})

test('an old or unknown position is gone: 404', async () => {
  const { sample, mail } = await mailbox()
  const start = (await mail.getProfile(me)).data.historyId ?? ''
  expect((await refusal(mail.history.list({ ...me, startHistoryId: '1' }))).status).toBe(404)
  expect((await refusal(mail.history.list({ ...me, startHistoryId: String(BigInt(start) + 999_999n) }))).status).toBe(
    404,
  )
  sample.advance({ weeks: 1 })
  const token = await tokenFor(sample, METADATA)
  const later = clients(sample, token).mail
  expect((await later.history.list({ ...me, startHistoryId: start })).data.history?.length).toBeGreaterThan(10)
  sample.advance({ weeks: 2 })
  const latest = clients(sample, await tokenFor(sample, METADATA)).mail
  expect((await refusal(latest.history.list({ ...me, startHistoryId: start }))).status).toBe(404)
})

test('the quota of a minute is kept per user, refused calls cost nothing, and it comes back as the minute passes', async () => {
  let now = MORNING
  const { mail } = await mailbox({ quotaPerMinute: 100, now: () => now })
  const get = () => mail.messages.get({ ...me, id: visible[0]?.id ?? '', format: 'minimal' })
  for (let call = 0; call < 5; call++) await get()
  const refused = await refusal(get())
  expect(refused).toMatchObject({ status: 403, reason: 'rateLimitExceeded' })
  expect(refused.message).toContain("Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'")
  now = now.add({ seconds: 59 })
  expect((await refusal(get())).status).toBe(403)
  now = now.add({ seconds: 2 })
  expect((await get()).status).toBe(200)
})

test('more than ten requests at once are too many', async () => {
  const { sample, mail } = await mailbox()
  // Slow answers, so that all fourteen are under way together on a busy machine too.
  sample.faults.add('labels.list', { kind: 'delay', milliseconds: 300 }, 14)
  const results = await Promise.allSettled(Array.from({ length: 14 }, () => mail.labels.list(me)))
  const failed = results.filter((result) => result.status === 'rejected')
  expect(failed.length).toBeGreaterThan(0)
  expect(failed.every(({ reason }) => (reason as { status?: number }).status === 429)).toBe(true)
  expect(Math.max(...sample.log.map(({ inFlight }) => inFlight))).toBeGreaterThan(10)
  expect((await Promise.all(Array.from({ length: 10 }, () => mail.labels.list(me)))).length).toBe(10)
})

test.each([
  ['minute quota with Retry-After', fault.minuteQuota(7), 403, 'rateLimitExceeded'],
  ['user rate limit', fault.userRateLimit(), 403, 'userRateLimitExceeded'],
  ['quota exceeded', fault.quotaExceeded(), 403, 'quotaExceeded'],
  ['daily limit', fault.dailyLimit, 403, 'dailyLimitExceeded'],
  ['domain policy', fault.domainPolicy, 403, 'domainPolicy'],
  ['exhausted', fault.exhausted(1), 429, 'rateLimitExceeded'],
  ['backend error', fault.backendError, 500, 'backendError'],
  ['unavailable', fault.unavailable(3), 503, 'backendError'],
  ['an HTML page instead of an answer', fault.badGateway, 502, ''],
])('a fault that waits meets one call and no more: %s', async (_, one, status, reason) => {
  const faults = createFaults()
  const { mail } = await mailbox({ faults })
  faults.add('labels.list', one)
  expect(await refusal(mail.labels.list(me))).toMatchObject({ status, reason })
  expect((await mail.labels.list(me)).status).toBe(200)
  expect(faults.waiting).toBe(0)
})

test('an answer can break off, the line can drop, a page can be empty, a position can expire', async () => {
  const { sample, token, mail } = await mailbox()
  const get = (path: string) => fetch(`${sample.origin}${path}`, { headers: { authorization: `Bearer ${token}` } })
  sample.faults.add('labels.list', fault.truncated)
  await expect((await get('/gmail/v1/users/me/labels')).json()).rejects.toThrow(SyntaxError)
  sample.faults.add('labels.list', fault.reset)
  await expect(get('/gmail/v1/users/me/labels')).rejects.toThrow()
  sample.faults.add('messages.list', fault.emptyPage)
  const empty = (await mail.messages.list({ ...me, maxResults: 5 })).data
  expect(empty.messages).toBeUndefined()
  const next = (await mail.messages.list({ ...me, maxResults: 5, pageToken: empty.nextPageToken ?? '' })).data
  expect(next.messages?.[0]).toEqual((await mail.messages.list(me)).data.messages?.[0])
  sample.faults.add('history.list', fault.expired)
  const startHistoryId = (await mail.getProfile(me)).data.historyId ?? ''
  expect((await refusal(mail.history.list({ ...me, startHistoryId }))).status).toBe(404)
})

test('nobody gets in without a token or into another mailbox', async () => {
  const { sample, mail } = await mailbox()
  expect((await fetch(`${sample.origin}/gmail/v1/users/me/profile`)).status).toBe(401)
  expect(await refusal(clients(sample, 'ya29.invented').mail.getProfile(me))).toMatchObject({
    status: 401,
    reason: 'authError',
    message: 'Invalid Credentials',
  })
  expect((await refusal(mail.getProfile({ userId: 'someone@else.example' }))).status).toBe(403)
  expect(lastOf(sample)).toMatchObject({
    api: 'getProfile',
    method: 'GET',
    path: '/gmail/v1/users/someone%40else.example/profile',
    status: 403,
  })
})

function lastOf(sample: Sample) {
  return sample.log.at(-1)
}
