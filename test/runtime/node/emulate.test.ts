/**
 * A third party's idea of Google: sign-in, tokens and basic Gmail of `emulate`. It knows no profile, no `fields` and no
 * sync tokens, so that nothing is asked of it there.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { connections, facts } from '../../../src/db/schema.ts'
import { type Browser, createBrowser } from '../../support/browser.ts'
import { freePort } from '../../support/postgres.ts'
import { type Program, startProgram } from '../../support/program.ts'

const sam = 'sam@hartley.example'
const home = 'http://localhost:8787'
const client = {
  client_id: 'coffee',
  client_secret: 'coffee-secret',
  redirect_uris: [`${home}/connect/google/callback`],
}
const body = 'Only the two of us should ever read this line.'
const message = (id: string, from: string, to: string, more: object) => ({
  id,
  user_email: sam,
  from,
  to,
  subject: 'Studio move',
  body_text: body,
  label_ids: ['INBOX'],
  date: '2026-05-04T10:00:00Z',
  ...more,
})
const messages = [
  message('m1', 'Maren Okafor <maren@okafor.example>', sam, { thread_id: 't1' }),
  message('m2', `Sam Hartley <${sam}>`, 'maren@okafor.example', { thread_id: 't1', label_ids: ['SENT'] }),
  message('m3', 'Jonas Lind <jonas@lind.example>', sam, { cc: 'maren@okafor.example', subject: 'Thursday' }),
  message('m4', 'Shop <news@shop.example>', sam, { label_ids: ['INBOX', 'CATEGORY_PROMOTIONS'], subject: 'Sale' }),
  message('m5', 'Prize <prize@spam.example>', sam, { label_ids: ['SPAM'], subject: 'You won' }),
]

let google: Emulator
let profile: Awaited<ReturnType<typeof addProfile>>
let program: Program
let browser: Browser

beforeAll(async () => {
  const users = [{ email: sam, name: 'Sam Hartley' }]
  const seed = { google: { users, oauth_clients: [client], messages } }
  google = await createEmulator({ service: 'google', port: await freePort(), seed })
  profile = await addProfile(google.url)
  const env = {
    GOOGLE_CLIENT_ID: client.client_id,
    GOOGLE_CLIENT_SECRET: client.client_secret,
    GOOGLE_ISSUER: google.url,
    GOOGLE_API_ORIGIN: profile.origin,
    GOOGLE_QUOTA_PER_MINUTE: '1000000',
  }
  program = await startProgram({ env })
  const app = createApp(program.deps)
  browser = createBrowser(home, (request) => (request.url.startsWith(home) ? app.fetch(request) : fetch(request)))
})
afterAll(async () => {
  await program.stop()
  await profile.close()
  await google.close()
})

describe('at a third party’s Google', () => {
  test('the owner signs in on its page and is led back connected', async () => {
    const choice = await browser.follow(await browser.get('/'), 'Connect Google')
    expect(new URL(choice.url).origin).toBe(google.url)
    const form = choice.forms.findIndex(({ fields }) => fields.some(({ value }) => value === sam))
    const people = await browser.submit(choice, { form })
    expect([new URL(people.url).pathname, people.status]).toEqual(['/people', 200])
    const rows = await program.deps.db.select().from(connections)
    expect(rows).toMatchObject([{ email: sam, issuer: google.url, state: 'active' }])
    expect(rows[0]?.refreshToken).toBeTruthy()
  })

  test('its mail is read: who, when and what about, never what was written', async () => {
    await program.settle({ seconds: 10 })
    expect(await stored()).toEqual([
      ['m1', 'maren@okafor.example', 'Studio move', false],
      ['m2', sam, 'Studio move', true],
      ['m3', 'jonas@lind.example', 'Thursday', false],
    ])
    expect(JSON.stringify(await program.deps.db.select().from(facts))).not.toContain(body)
  })

  test('an hour later the token is renewed and a new message is found by the history', async () => {
    const authorization = profile.authorization()
    const raw = `From: Maren Okafor <maren@okafor.example>\r\nTo: ${sam}\r\nSubject: Moved in\r\n\r\n${body}\r\n`
    const answer = await fetch(`${google.url}/gmail/v1/users/me/messages/import`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ raw: Buffer.from(raw).toString('base64url'), labelIds: ['INBOX'] }),
    })
    expect(answer.status).toBe(200)
    program.jump(program.deps.now().add({ minutes: 65 }))
    await program.settle({ seconds: 10 })
    expect((await stored()).map(([, , title]) => title)).toContain('Moved in')
    expect(profile.authorization()).not.toBe(authorization)
  })
})

async function stored() {
  const rows = await program.deps.db.select().from(facts).orderBy(facts.externalId)
  return rows.map(({ externalId, mail, title, outgoing }) => [externalId, mail?.from?.[0], title, outgoing])
}

/** Passes everything on and answers the one call that `emulate` lacks, with the history id that it tells elsewhere. */
async function addProfile(target: string) {
  let authorization = ''
  const ask = async (path: string, init?: { method: string; body: string }) =>
    fetch(new URL(path, target), { ...init, headers: { authorization, 'content-type': 'application/json' } })
  const answer = async ({ url = '' }: IncomingMessage) => {
    if (!url.startsWith('/gmail/v1/users/me/profile')) return ask(url)
    const watch = await ask('/gmail/v1/users/me/watch', { method: 'POST', body: '{"topicName":"projects/p/topics/t"}' })
    const { historyId } = (await watch.json()) as { historyId: string }
    return Response.json({ emailAddress: sam, messagesTotal: messages.length, historyId })
  }
  const server = createServer(async (request, response) => {
    authorization = request.headers.authorization ?? ''
    const reply = await answer(request)
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The header of the latest request. */
    authorization: () => authorization,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
