/** Access tokens: renewed in time, once, and never an older one over a newer. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { connections } from '../../src/db/schema.ts'
import { ProviderError } from '../../src/errors.ts'
import { passwordRefused, readMailLogin } from '../../src/providers/login.ts'
import type { Tokens } from '../../src/providers/oauth.ts'
import type { OAuthProvider, Provider } from '../../src/providers/provider.ts'
import { createReach } from '../../src/sync/access.ts'
import { createTokenSource, sealLogin, tokenPlace } from '../../src/sync/tokens.ts'
import type { Program } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { liveWith } from './life.ts'
import { begin, connectionRow } from './stage.ts'

const db = useDatabase()

/** A connected program whose provider renews tokens as `refresh` says. */
async function connect(refresh: (count: number) => Promise<Tokens>) {
  const program = await begin(liveWith([]), { db: db() })
  await program.connect()
  const google = program.deps.providers.get('google') as OAuthProvider
  let count = 0
  const provider: OAuthProvider = { ...google, oauth: { ...google.oauth, refresh: () => refresh(++count) } }
  const { id } = await connectionRow(program)
  return { program, count: () => count, source: () => createTokenSource(program.deps, provider, id) }
}

const tokens = (name: string, refreshToken?: string): Tokens => ({
  accessToken: name,
  expiresIn: 3600,
  ...(refreshToken ? { refreshToken } : {}),
})

async function stored(program: Program, column: 'access' | 'refresh') {
  const row = await connectionRow(program)
  const sealed = column === 'access' ? row.accessToken : row.refreshToken
  return sealed && program.deps.seal.open(sealed, tokenPlace(row.id, column))
}

test('a good token is handed out as it is', async () => {
  const { source, count, program } = await connect(() => Promise.resolve(tokens('new')))
  const token = source()
  expect(await token()).toBe(await stored(program, 'access'))
  await token()
  expect(count()).toBe(0)
})

test('a token two minutes from its end is renewed first', async () => {
  const { source, count, program } = await connect(() => Promise.resolve(tokens('new')))
  program.jump(program.deps.now().add({ minutes: 58, seconds: 30 }))
  expect(await source()()).toBe('new')
  expect(count()).toBe(1)
  expect(await stored(program, 'access')).toBe('new')
})

test('five requests that were refused, one after the other, renew it once', async () => {
  const { source, count } = await connect((number) => Promise.resolve(tokens(`new ${number}`)))
  const token = source()
  await token()
  const renewed = [
    await token(true),
    ...(await Promise.all([token(true), token(true)])),
    await token(true),
    await token(),
  ]
  expect(count()).toBe(1)
  expect(new Set(renewed)).toEqual(new Set(['new 1']))
})

test('a reply without a refresh token keeps the old one; one with replaces it', async () => {
  const { source, program } = await connect((number) =>
    Promise.resolve(tokens('new', number > 1 ? 'rotated' : undefined)),
  )
  const before = await stored(program, 'refresh')
  await source()(true)
  expect(await stored(program, 'refresh')).toBe(before)
  await source()(true)
  expect(await stored(program, 'refresh')).toBe('rotated')
})

test('of two processes that renew at once, the slower one takes the token of the faster', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { source, program } = await connect(async (number) => {
    if (number === 1) await held
    return tokens(`new ${number}`, `refresh ${number}`)
  })
  const slow = source()
  const fast = source()
  const slower = slow(true)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await fast(true)).toBe('new 2')
  release()
  expect(await slower).toBe('new 2')
  expect(await stored(program, 'refresh')).toBe('refresh 2')
})

test('a token that somebody else renewed is taken instead of renewing it again', async () => {
  const { source, count } = await connect((number) => Promise.resolve(tokens(`new ${number}`)))
  const here = source()
  const there = source()
  await here()
  await there()
  expect(await there(true)).toBe('new 1')
  expect(await here(true)).toBe('new 1')
  expect(count()).toBe(1)
})

test('a refresh token that is refused because somebody else has used it is no refusal: theirs is taken', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { source } = await connect(async (number) => {
    if (number > 1) return tokens('new 2', 'rotated')
    await held
    throw new ProviderError('reconnect', { en: 'No.', de: 'No.' }, { reason: 'invalid_grant' })
  })
  const late = source()(true)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await source()(true)).toBe('new 2')
  release()
  expect(await late).toBe('new 2')
})

test('without a refresh token, or without the connection, only the owner can help', async () => {
  const { source, program } = await connect(() => Promise.resolve(tokens('new')))
  await db().update(connections).set({ refreshToken: null })
  await expect(source()(true)).rejects.toMatchObject({ kind: 'reconnect', reason: 'no refresh token' })
  await db().delete(connections).where(eq(connections.issuer, program.sample.origin))
  await expect(source()()).rejects.toMatchObject({ kind: 'reconnect', reason: 'disconnected' })
})

describe('a login in the place of a token', () => {
  const login = { host: 'imap.example', port: 993, tls: 'implicit', user: 'sam', password: 'open sesame' } as const

  async function withLogin() {
    const program = await begin(liveWith([]), { db: db() })
    await program.connect()
    const google = program.deps.providers.get('google')
    if (!google) throw new Error('no provider')
    const { id } = await connectionRow(program)
    const columns = await sealLogin(program.deps.seal, id, login)
    await program.deps.db
      .update(connections)
      .set({ provider: 'imap', ...columns })
      .where(eq(connections.id, id))
    const { oauth: _, apiOrigins: __, scopes: ___, ...common } = google
    const provider: Provider = { ...common, name: 'imap', origins: () => [] }
    return { program, provider, connection: { ...(await connectionRow(program)) } }
  }

  test('is handed out as it was given, and stands sealed', async () => {
    const { program, provider, connection } = await withLogin()
    expect(readMailLogin(await createTokenSource(program.deps, provider, connection.id)())).toEqual(login)
    expect(JSON.stringify(connection)).not.toContain('sesame')
  })

  test('is renewed by nothing: a password that is refused is for its owner', async () => {
    const { program, provider, connection } = await withLogin()
    const source = createTokenSource(program.deps, provider, connection.id)
    await expect(source(true)).rejects.toMatchObject({ kind: 'reconnect', reason: passwordRefused })
  })

  test('leads to no address but its own', async () => {
    const { program, provider, connection } = await withLogin()
    const asked: string[] = []
    const net = {
      fetch: async (url: string) => {
        asked.push(url)
        return new Response('')
      },
    } as unknown as NonNullable<typeof program.deps.net>
    const route = {
      connection,
      provider: { ...provider, origins: () => ['https://dav.example'] } as Provider,
      kind: 'calendar',
      calls: new Map(),
    } as const
    const reach = createReach({ ...program.deps, net }, route)
    await reach.fetch('https://dav.example/home')
    await expect(reach.fetch('https://other.example/')).rejects.toMatchObject({ reason: 'origin' })
    expect(asked).toEqual(['https://dav.example/home'])
    const without = createReach(program.deps, route)
    await expect(without.fetch('https://dav.example/')).rejects.toMatchObject({ reason: 'no net' })
  })

  test('that cannot be read tells nothing of itself', () => {
    try {
      readMailLogin('{"password":"open sesame"}')
      expect.unreachable()
    } catch (error) {
      expect(String((error as Error).message) + String((error as Error).cause)).not.toContain('sesame')
    }
  })
})
