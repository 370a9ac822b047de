/** One user with a Google and a Microsoft account, as they walk it: over HTTP, both sign-in pages included. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connections, facts, identities, users } from '../../src/db/schema.ts'
import { HOME, WORK } from '../../src/sample/history/owner.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { connect, openBrowser } from '../support/visit.ts'

interface Export {
  readonly user: { readonly ownAddresses: readonly string[] }
  readonly connections: readonly { id: string; provider: string; email: string; state: string }[]
  readonly people: readonly {
    id: string
    name: string
    addresses: readonly string[]
    kind: string
    strength: number
    typicalGapDays?: number
  }[]
  readonly interactions: readonly Interaction[]
}
interface Interaction {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly title?: string
  readonly people: readonly string[]
  readonly sources: readonly { connectionId: string; provider: string; externalId: string }[]
}

const names = ['priya', 'kenji', 'petra', 'yusuf']
let program: Program
let browser: ReturnType<typeof openBrowser>
let both: Export
let alone: Export

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(names), microsoft: true })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
  alone = await browser.json<Export>('/export.json')
  await atMicrosoft(browser, '/connect/microsoft')
  await program.settle()
  both = await browser.json<Export>('/export.json')
}, 120_000)
afterAll(() => program.stop())

/** Through the sign-in page of the sample Microsoft, to wherever it leads. */
async function atMicrosoft(from: ReturnType<typeof openBrowser>, path: string) {
  return from.submit(await from.get(path), { extra: { decision: 'allow' } })
}

const seenBy = ({ sources }: Interaction) => new Set(sources.map(({ provider }) => provider))
const counted = ({ people, interactions }: Export) =>
  people
    .filter(({ kind }) => kind === 'person')
    .map(({ name, id }) => `${name} ${interactions.filter((one) => one.people.includes(id)).length}`)
    .toSorted()

const measured = ({ people }: Export) =>
  // Strength falls from moment to moment; its first three digits do not.
  people
    .filter(({ kind }) => kind === 'person')
    .map(({ name, strength, typicalGapDays }) => `${name} ${strength.toPrecision(3)} ${typicalGapDays}`)
    .toSorted()

test('connecting the second account while signed in makes no second user', async () => {
  expect(await program.deps.db.select().from(users)).toHaveLength(1)
  expect(both.connections.map(({ provider, email, state }) => `${provider} ${email} ${state}`).toSorted()).toEqual([
    `google ${HOME} active`,
    `microsoft ${WORK} active`,
  ])
})

test('both accounts are read to the end', async () => {
  const status = await browser.json<{ connections: { streams: { phase: string; error: string | null }[] }[] }>(
    '/status.json',
  )
  const streams = status.connections.flatMap((connection) => connection.streams)
  expect(streams).toHaveLength(4)
  for (const stream of streams) expect(stream).toMatchObject({ phase: 'current', error: null })
})

test('what both saw, mail and meetings, is one history: one entry each, with two sources', async () => {
  const shared = both.interactions.filter((one) => seenBy(one).size === 2)
  expect(shared.filter(({ kind }) => kind === 'met').length).toBeGreaterThan(0)
  expect(shared.filter(({ kind }) => kind !== 'met').length).toBeGreaterThan(20)
  for (const { sources } of shared) expect(sources).toHaveLength(2)
  const key = ({ at, kind, title, people }: Interaction) => JSON.stringify([at.slice(0, 16), kind, title, people])
  const keys = both.interactions.map(key)
  expect(keys.filter((one, place) => keys.indexOf(one) !== place)).toEqual([])
})

test('the same people come of two accounts as of the one that saw everything', async () => {
  expect(counted(both).length).toBeGreaterThanOrEqual(names.length)
  expect(counted(both)).toEqual(counted(alone))
  expect(measured(both)).toEqual(measured(alone))
})

test('the owner’s addresses at both are the owner, and nobody else', async () => {
  expect(both.user.ownAddresses).toEqual(expect.arrayContaining([HOME, WORK]))
  expect(both.people.flatMap(({ addresses }) => addresses).filter((one) => one === HOME || one === WORK)).toEqual([])
})

test('settings list both with their state in words, and let the owner choose where the letter goes', async () => {
  const page = await browser.get('/settings')
  for (const words of [HOME, WORK, 'being read']) expect(page.text).toContain(words)
  await browser.submit(page, { form: /\/settings$/, fields: { letterTo: WORK } })
  expect((await browser.get('/letter')).text).toContain(WORK)
})

test('free times come from both calendars, each asked live', async () => {
  const [person] = both.people.filter(({ name }) => name.startsWith('Kenji'))
  const [google, microsoft] = [program.sample.log.length, program.microsoft?.log.length ?? 0]
  expect((await browser.get(`/people/${person?.id}/coffee`)).status).toBe(200)
  const asked = (log: readonly { readonly path: string }[] = [], since: number) =>
    log.slice(since).filter(({ path }) => /calendar/i.test(path)).length
  expect(asked(program.sample.log, google)).toBeGreaterThan(0)
  expect(asked(program.microsoft?.log, microsoft)).toBeGreaterThan(0)
})

test('when one account ends, the other signs in, has the letter, and keeps the history', async () => {
  const work = both.connections.find(({ provider }) => provider === 'microsoft')
  const settings = await browser.get('/settings')
  const kept = await browser.submit(settings, { form: new RegExp(`/connections/${work?.id}/keep$`) })
  expect(kept.text).toContain(`Your letter goes to ${HOME}.`)
  await program.settle()
  expect(counted(await browser.json<Export>('/export.json'))).toEqual(counted(both))
  const rows = await program.deps.db.select().from(connections)
  expect(rows.find(({ id }) => id === work?.id)).toMatchObject({
    state: 'ended',
    refreshToken: null,
    accessToken: null,
  })

  const elsewhere = openBrowser(program)
  const page = await elsewhere.get('/signin/google?to=/account')
  const account = await elsewhere.submit(page, { fields: { decision: 'allow' } })
  expect(new URL(account.url).pathname).toBe('/account')
  expect(account.text).toContain(WORK)
})

test('an account that is no more connected still signs in as the same user', async () => {
  const google = both.connections.find(({ provider }) => provider === 'google')
  const account = await browser.get('/account')
  await browser.submit(account, {
    form: new RegExp(`/connections/${google?.id}/disconnect$`),
    fields: { confirm: HOME },
  })
  await program.settle()
  expect(await program.deps.db.select().from(identities)).toHaveLength(2)
  const elsewhere = openBrowser(program)
  const page = await elsewhere.get('/signin/google?to=/account')
  expect(new URL((await elsewhere.submit(page, { fields: { decision: 'allow' } })).url).pathname).toBe('/account')
  // What Outlook saw as well is still there, but for what it does not say the sender of.
  const rows = await program.deps.db.select().from(facts)
  const known = new Set(rows.filter(({ mail }) => !mail || mail.from).map(({ dedupeKey }) => dedupeKey))
  const left = await elsewhere.json<Export>('/export.json')
  expect(left.interactions.map(({ id }) => id).toSorted()).toEqual(
    both.interactions
      .filter((one) => seenBy(one).has('microsoft') && known.has(one.id))
      .map(({ id }) => id)
      .toSorted(),
  )
})

test('signing in by Microsoft leads to the same user, whatever became of its connection', async () => {
  const elsewhere = openBrowser(program)
  const page = await atMicrosoft(elsewhere, '/signin/microsoft?to=/account')
  expect(new URL(page.url).pathname).toBe('/account')
  expect(page.text).toContain(HOME)
  expect(await program.deps.db.select().from(users)).toHaveLength(1)
})
