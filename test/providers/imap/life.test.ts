/** Whatever happens in a mailbox, reading on ends where reading anew does, and both where somebody who counts does. */
import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { facts, listings, mailPlaces } from '../../../src/db/schema.ts'
import { scheduleTask } from '../../../src/db/tasks.ts'
import { type Dovecot, startDovecot, withoutDovecot } from '../../support/dovecot.ts'
import { type Reader, startReader } from '../../support/imap.ts'
import { thisMorning } from '../../support/morning.ts'

/** `IMAP_LIVES=200 npx vitest run --project node test/providers/imap/life.test.ts` tries more, from another seed each time. */
const lives = Number(process.env.IMAP_LIVES ?? 2)
const seed = process.env.IMAP_LIVES ? {} : { seed: 19 }

const read = ['INBOX', 'Sent', 'Archive', 'Own'] as const
const shut = ['Trash', 'Junk'] as const
const folder = fc.constantFrom(...read, ...shut)
const which = fc.nat({ max: 30 })

type Act =
  | {
      readonly kind: 'deliver'
      readonly folder: string
      readonly ago: number
      readonly sender: 'me' | 'alias' | 'ana' | 'forged'
    }
  | { readonly kind: 'move' | 'copy'; readonly which: number; readonly folder: string }
  | { readonly kind: 'flag' | 'expunge'; readonly which: number }
  | { readonly kind: 'renumber' | 'look' | 'page' | 'drop' }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      folder,
      // The last of these are older than is read.
      ago: fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 900 }) }, { weight: 1, arbitrary: fc.constant(9000) }),
      sender: fc.constantFrom('me' as const, 'alias' as const, 'ana' as const, 'forged' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('move' as const, 'copy' as const), which, folder }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('flag' as const, 'expunge' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('look' as const, 'page' as const, 'page' as const, 'drop' as const, 'renumber' as const),
    }),
  },
)

describe.skipIf(withoutDovecot).each([
  ['with QRESYNC', true],
  ['without', false],
])('a mailbox lives, %s', (_, qresync) => {
  let server: Dovecot
  let reader: Reader
  let made = 0
  /** Under the owner's address, and delivered as mail of others is. */
  const forged = new Set<string>()
  const old = new Set<string>()

  beforeAll(async () => {
    server = await startDovecot({ users: { sam: 'secret' }, qresync })
    await (await server.client('sam')).mailboxCreate('Own')
    reader = await startReader({
      login: { host: '127.0.0.1', port: server.tlsPort, tls: 'implicit', user: 'sam', password: 'secret' },
      address: 'sam@here.example',
      cert: server.cert,
      clock: thisMorning(),
    })
    await reader.settle()
  }, 120_000)
  afterAll(async () => {
    await reader?.close()
    await server?.close()
  })

  /** Message-IDs by folder, as another client finds them. */
  async function there(folders: readonly string[]): Promise<{ folder: string; id: string }[]> {
    const box = await server.client('sam')
    const found: { folder: string; id: string }[] = []
    for (const one of folders) {
      const lock = await box.getMailboxLock(one)
      try {
        await box.noop()
        if (box.mailbox && box.mailbox.exists > 0)
          for await (const { envelope } of box.fetch('1:*', { envelope: true }))
            found.push({ folder: one, id: envelope?.messageId ?? '' })
      } finally {
        lock.release()
      }
    }
    return found
  }

  async function pick(at: number): Promise<{ folder: string; id: string } | undefined> {
    const all = await there([...read, ...shut])
    return all[at % Math.max(1, all.length)]
  }

  async function happen(one: Act): Promise<void> {
    if (one.kind === 'deliver') {
      made++
      const me = 'sam@here.example'
      const from = { me, forged: me, alias: 'sam@other.example', ana: 'ana@there.example' }[one.sender]
      const trace = one.sender === 'forged' ? `Return-Path: <${me}>\nReceived: from elsewhere\n` : ''
      if (trace) forged.add(`<${made}@there.example>`)
      if (one.ago > 900) old.add(`<${made}@there.example>`)
      const to = one.sender === 'ana' ? 'sam@here.example' : 'ana@there.example'
      const raw = `${trace}From: ${from}\nTo: ${to}\nSubject: No. ${made}\nMessage-ID: <${made}@there.example>\n\nNever read.\n`
      await server.deliver('sam', one.folder, raw, new Date(thisMorning().epochMilliseconds - one.ago * 86_400_000))
    } else if (one.kind === 'move' || one.kind === 'copy') {
      const found = await pick(one.which)
      if (!found || found.folder === one.folder) return
      if (one.kind === 'move') await server.move('sam', found.id, { from: found.folder, to: one.folder })
      else await server.copy('sam', found.id, { from: found.folder, to: one.folder })
    } else if (one.kind === 'flag' || one.kind === 'expunge') {
      const found = await pick(one.which)
      if (!found) return
      if (one.kind === 'flag') await server.flag('sam', found.folder, found.id, '\\Seen')
      else await server.expunge('sam', found.folder, found.id)
    } else if (one.kind === 'renumber') await server.changeUidValidity('sam', 'Own')
    else if (one.kind === 'drop') await server.drop('sam')
    else if (one.kind === 'look') await reader.look()
    else {
      const task = { kind: 'mail' as const, subject: reader.connectionId, userId: reader.userId }
      await scheduleTask(reader.ground.db, task, reader.ground.now())
      await reader.step()
    }
  }

  test('reading on ends where reading anew does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 20 }), async (acts) => {
        for (const one of acts) await happen(one)
        await reader.look()
        await reader.look()
        const grown = await reader.stored()
        const { db } = reader.ground
        const rows = await db.select({ mail: facts.mail }).from(facts)
        const ids = [...new Set(rows.map(({ mail }) => mail?.messageId ?? ''))]
        const lying = await there(read)
        const keepsSent = lying.some(({ folder: at }) => at === 'Sent')
        const believed = lying.filter(
          ({ folder: at, id }) => !old.has(id) && (!forged.has(id) || !keepsSent || at === 'Sent'),
        )
        const counted = new Set(believed.map(({ id }) => id.replace(/^<|>$/g, '')))
        expect(ids.toSorted()).toEqual([...counted].toSorted())
        for (const table of [facts, listings, mailPlaces])
          await db.delete(table).where(eq(table.connectionId, reader.connectionId))
        await reader.look(true)
        expect(await reader.stored()).toEqual(grown)
      }),
      { numRuns: lives, ...seed, endOnFailure: true },
    )
  }, 600_000)
})
