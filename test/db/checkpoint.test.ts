/** How a checkpoint is kept: packed, and no more of it in memory than it takes. */
import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import { fillCheckpoint, findCheckpoint, openCheckpoint, saveCheckpoint } from '../../src/db/checkpoints.ts'
import { hash53 } from '../../src/hash.ts'
import { defaultSettings } from '../../src/settings.ts'
import { openTestDatabase } from '../support/database.ts'

const now = Temporal.Instant.from('2026-11-30T09:00:00Z')

test('a checkpoint comes back as it was given, wherever a piece of it ends, and goes out piece by piece', async () => {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const about = { email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', settings: defaultSettings, createdAt: now }
  await createUser(db, { id: 'sam', ...about })
  // Letters of one, two, three and four bytes: one of them lies across each end, once by its first half and once by its second.
  const encode = vi.spyOn(TextEncoder.prototype, 'encode')
  onTestFinished(() => void encode.mockRestore())
  for (const lead of ['', 'a']) {
    const state = `${lead}${'☕🫖ü'.repeat(30_000)}\n${'🫖'.repeat(60_000)}`
    const opened = await openCheckpoint(db, { userId: 'sam', until: now, now })
    const ticket = opened?.ticket ?? ''
    await fillCheckpoint(db, { userId: 'sam', ticket }, [['a tie', 'ü'], state.split('\n')])
    expect(await findCheckpoint(db, 'sam')).toBeUndefined()
    expect(await saveCheckpoint(db, 'sam', ticket, 'b')).toBe(true)
    const found = await findCheckpoint(db, 'sam')
    expect(found?.state).toBe(state)
    expect(await found?.portion(0)).toBe('a tie\nü')
  }
  expect(Math.max(...encode.mock.calls.map(([text = '']) => text.length))).toBeLessThan(20_000)
})

test('one of megabytes is written bit by bit, and comes back as it was given', async () => {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const about = { email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', settings: defaultSettings, createdAt: now }
  await createUser(db, { id: 'sam', ...about })
  const ticket = (await openCheckpoint(db, { userId: 'sam', until: now, now }))?.ticket ?? ''
  // Nothing that could be packed to less than a third.
  const lines = Array.from({ length: 60_000 }, (_, at) => `${hash53(`a${at}`)} ${hash53(`b${at}`)} ${hash53(`c${at}`)}`)
  const update = vi.spyOn(db, 'update')
  await fillCheckpoint(db, { userId: 'sam', ticket }, [lines])
  expect(update.mock.calls.length).toBeGreaterThan(1)
  expect(await saveCheckpoint(db, 'sam', ticket, 'b')).toBe(true)
  expect((await findCheckpoint(db, 'sam'))?.state).toBe(lines.join('\n'))
})

test('where the database fails in the middle nothing waits for it, and no half of one is taken for a whole', async () => {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const about = { email: 'sam@example.org', name: 'Sam', timeZone: 'UTC', settings: defaultSettings, createdAt: now }
  await createUser(db, { id: 'sam', ...about })
  const ticket = (await openCheckpoint(db, { userId: 'sam', until: now, now }))?.ticket ?? ''
  const update = vi.spyOn(db, 'update')
  onTestFinished(() => void update.mockRestore())
  update.mockImplementation(() => {
    throw new Error('the database is away')
  })
  let made = 0
  let over = false
  const lines = function* () {
    try {
      for (; made < 200_000; made++) yield `${hash53(`a${made}`)} ${hash53(`b${made}`)} ${hash53(`c${made}`)}`
    } finally {
      over = true
    }
  }
  await expect(fillCheckpoint(db, { userId: 'sam', ticket }, [lines()])).rejects.toThrow('the database is away')
  await vi.waitFor(() => expect(over).toBe(true))
  expect(made).toBeLessThan(200_000)
  expect(await findCheckpoint(db, 'sam')).toBeUndefined()
})
