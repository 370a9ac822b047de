import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connections } from '../../src/db/schema.ts'
import type { Provider } from '../../src/providers/index.ts'
import type { Tokens } from '../../src/providers/oauth.ts'
import { createTokenSource, sealTokens, tokenPlace } from '../../src/sync/tokens.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

let program: Program
let id: string
beforeAll(async () => {
  program = await startProgram({ history: smallHistory() })
})
afterAll(() => program.stop())
beforeEach(async () => {
  await program.connect()
  id = (await row()).id
})

async function row() {
  const [connection] = await program.deps.db.select().from(connections)
  if (!connection) throw new Error('not connected')
  return connection
}

function provider(): Provider {
  const google = program.deps.providers.get('google')
  if (!google) throw new Error('no provider')
  return google
}

/** The real provider, with a renewal that answers when it is told to. */
const withRefresh = (refresh: () => Promise<Tokens>): Provider => ({
  ...provider(),
  oauth: { ...provider().oauth, refresh },
})

describe('the access token', () => {
  test('is handed out while it is good, without asking the provider', async () => {
    const asked = program.sample.log.length
    const token = createTokenSource(program.deps, provider(), id)
    expect(await token()).toBe(await token())
    expect(program.sample.log.length).toBe(asked)
  })

  test('is renewed near its end, and the lasting permission stays when the reply has none', async () => {
    const before = await row()
    program.jump(program.deps.now().add({ minutes: 59 }))
    const fresh = await createTokenSource(program.deps, provider(), id)()
    const after = await row()
    expect(await program.deps.seal.open(after.accessToken ?? '', tokenPlace(id, 'access'))).toBe(fresh)
    expect(after.refreshToken).toBe(before.refreshToken)
    expect(after.tokenVersion).toBe(before.tokenVersion + 1)
  })

  test('is renewed once for many requests in flight', async () => {
    let renewals = 0
    const refresh = async () => ({ accessToken: `t${++renewals}`, expiresIn: 3600 })
    const source = createTokenSource(program.deps, withRefresh(refresh), id)
    expect(await Promise.all([source(true), source(true), source(true)])).toEqual(['t1', 't1', 't1'])
  })

  test('of a slow renewal never overwrites a newer one', async () => {
    const { promise, resolve } = Promise.withResolvers<Tokens>()
    const slow = createTokenSource(
      program.deps,
      withRefresh(() => promise),
      id,
    )
    const newer = { accessToken: 'newer', refreshToken: 'rotated', expiresIn: 3600 }
    const quick = createTokenSource(
      program.deps,
      withRefresh(async () => newer),
      id,
    )
    const waiting = slow(true)
    await new Promise((done) => setTimeout(done, 50))
    expect(await quick(true)).toBe('newer')
    resolve({ accessToken: 'older', refreshToken: 'stale', expiresIn: 3600 })
    expect(await waiting).toBe('newer')
    expect(await program.deps.seal.open((await row()).refreshToken ?? '', tokenPlace(id, 'refresh'))).toBe('rotated')
  })

  test('moved over from another row does not open', async () => {
    const theirs = await sealTokens(
      program.deps.seal,
      'another',
      { accessToken: 'theirs', expiresIn: 3600 },
      program.deps.now,
    )
    await program.deps.db.update(connections).set({ accessToken: theirs.accessToken }).where(eq(connections.id, id))
    await expect(createTokenSource(program.deps, provider(), id)()).rejects.toThrow()
  })
})
