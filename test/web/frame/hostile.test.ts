/** Whatever stands in an address or in a form, every route answers calmly, and what it refuses changes nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { createWorld, type World } from '../world.ts'
import { hostileValues, prepare, type Route, type Walk } from './hostile-walk.ts'

/** Nobody listens there: a provider that is asked does not answer, which is a sentence of its own. */
const nowhere = { GOOGLE_ISSUER: 'http://127.0.0.1:9', GOOGLE_API_ORIGIN: 'http://127.0.0.1:9' }
/** Where a provider is asked for something it has to answer. */
const asksProvider = /^\/(?:connect|signin)\/|\/coffee|\/meet/

let world: World
let walk: Walk
beforeAll(async () => {
  world = await createWorld(nowhere)
  walk = await prepare(world)
})
afterAll(() => world.database.close())

const name = ({ method, path }: Route) => `${method} ${path}`
const isCalm = ({ path }: Route, status: number) => status < 500 || (status === 503 && asksProvider.test(path))
const failed = () => world.logged.filter(({ event }) => event === 'page failed')
const readers = ['sam', undefined] as const

test('the walk knows every form', () => {
  const posts = walk.routes.filter(({ method }) => method === 'POST').map(({ path }) => path)
  expect(posts.filter((path) => !walk.fields(path))).toEqual([])
})

/** Fields that the database is asked with, or that become a moment in it: each is tried with everything. */
const typed = new Set(['id', 'at', 'until', 'with', 'coffee', 'slot', 'person', 'address'])

test('no page reads an address or a form in a way of its own', () => {
  const files = readdirSync('src/web', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const own = files.filter((file) => {
    if (/^frame\/(?:path|form|session)\.ts$/.test(file)) return false
    return /req\.(?:param|query|queries)\(|\b(?:form|formData)\.get(?:All)?\(|parseBody/.test(
      readFileSync(join('src/web', file), 'utf8'),
    )
  })
  expect(own).toEqual([])
})

test('a file in place of a line is as if nothing had been written', async () => {
  const path = '/people/:id/note'
  const body = new FormData()
  body.set('csrf', await world.csrf('sam'))
  body.set('note', new File(['\0'], '\0.txt'))
  const url = `${world.deps.config.BASE_URL}${path.replace(':id', walk.good(path, 'id'))}`
  const before = await walk.rows()
  const answer = await createApp(world.deps).request(url, {
    method: 'POST',
    body,
    headers: { cookie: 'session=sam-token' },
  })
  expect([answer.status, await walk.rows()]).toEqual([400, before])
})

const encode = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

describe('an id or token of no shape that this server gives', () => {
  test('is a page that says so, and changes nothing', async () => {
    const before = await walk.rows()
    const wrong: string[] = []
    for (const route of walk.routes.filter(({ path }) => path.includes(':')))
      for (const [index, id] of hostileValues.entries())
        for (const as of index < 6 ? readers : ['sam']) {
          const body = encode(walk.fields(route.path) ?? {})
          const status = await walk.ask(route, { as, id, body })
          if (status < 300 || status >= 500) wrong.push(`${name(route)} ${id.slice(0, 30)} ${as}: ${status}`)
        }
    expect([wrong, failed()]).toEqual([[], []])
    expect(await walk.rows()).toBe(before)
  })
})

describe('a value of a query that makes no sense', () => {
  const names = 'q same before how new introduce to zone need state admin_consent did saved shared all still code error'
  const queries = names.split(' ')
  const valueAt = (index: number) => hostileValues[index % hostileValues.length] ?? ''

  test('is as if it were not there', async () => {
    const before = await walk.rows()
    const wrong: string[] = []
    for (const route of walk.routes.filter(({ method }) => method === 'GET'))
      for (let turn = 0; turn < hostileValues.length; turn += 3) {
        const query = queries.map((one, index) => `${one}=${valueAt(turn + index)}`).join('&')
        const status = await walk.ask(route, { as: 'sam', query })
        if (!isCalm(route, status)) wrong.push(`${name(route)} ${query.slice(0, 300)}: ${status}`)
      }
    expect([wrong, failed()]).toEqual([[], []])
    expect(await walk.rows()).toBe(before)
  })

  test.each([
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+010000-01-01T00:00:00Z',
    '-271821-04-20T00:00:00Z',
  ])('a timeline is read from the newest on where it should go on at %s', async (at) => {
    const query = `before=${encodeURIComponent(`${at}_a\0b`)}`
    expect(await walk.ask({ method: 'GET', path: '/people/:id' }, { as: 'sam', query })).toBe(200)
    expect(failed()).toEqual([])
  })
})

describe('a form with a field that no page sends', () => {
  test('is refused or taken as far as it makes sense, and a refusal changes nothing', async () => {
    const wrong: string[] = []
    let before = await walk.rows()
    for (const route of walk.routes.filter(({ method }) => method === 'POST')) {
      const good = walk.fields(route.path) ?? {}
      for (const [index, field] of Object.keys(good).entries())
        for (const value of typed.has(field) ? hostileValues : hostileValues.filter((_, at) => at % 4 === index % 4)) {
          const { [field]: _, ...rest } = good
          const body = `${encode(rest)}&${field}=${value}`
          const status = await walk.ask(route, { as: 'sam', body })
          if (!isCalm(route, status)) wrong.push(`${name(route)} ${field}=${value.slice(0, 30)}: ${status}`)
          const after = await walk.rows()
          if (status >= 400 && after !== before)
            wrong.push(`${name(route)} ${field}=${value.slice(0, 30)}: ${status}, and something changed`)
          before = after
        }
    }
    expect([wrong, failed()]).toEqual([[], []])
  })

  test('holds for any of them together, missing, twice and for nobody who is signed in', async () => {
    const posts = walk.routes.filter(({ path }) => Object.keys(walk.fields(path) ?? {}).length)
    const value = fc.oneof(
      fc.constantFrom(...hostileValues),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(text.toWellFormed())),
    )
    const sent = fc.oneof(
      fc.constant(undefined),
      fc.tuple(value).map((all) => [...all]),
      fc.array(value, { minLength: 2, maxLength: 3 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...posts),
        fc.array(sent, { minLength: 16, maxLength: 16 }),
        fc.constantFrom(...readers),
        async (route, all, as) => {
          const fields = Object.keys(walk.fields(route.path) ?? {})
          const body = fields.flatMap((field, index) => (all[index] ?? []).map((one) => `${field}=${one}`)).join('&')
          const before = await walk.rows()
          const status = await walk.ask(route, { as, body })
          expect([isCalm(route, status), failed()]).toEqual([true, []])
          if (status >= 400) expect(await walk.rows()).toBe(before)
        },
      ),
      { numRuns: 200 },
    )
  })
})
