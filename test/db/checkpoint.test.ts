/** How a checkpoint is kept: packed, and no more of it in memory than it takes. */
import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import { findCheckpoint, openCheckpoint, packLines, saveCheckpoint } from '../../src/db/checkpoints.ts'
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
    const packed = await packLines(state.split('\n'))
    expect(await saveCheckpoint(db, 'sam', opened?.ticket ?? '', { basis: 'b', packed })).toBe(true)
    expect((await findCheckpoint(db, 'sam'))?.state).toBe(state)
  }
  expect(Math.max(...encode.mock.calls.map(([text = '']) => text.length))).toBeLessThan(20_000)
})
