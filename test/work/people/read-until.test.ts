import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { Connection } from '../../../src/db/accounts/connections.ts'
import type { Stream } from '../../../src/db/accounts/streams.ts'
import { reachesOf } from '../../../src/work/people/read-until.ts'

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
const daysAgo = (days: number) => now.subtract({ hours: 24 * days })
const account = (id: string, change: Partial<Connection>) =>
  ({ id, email: 'x@gmail.com', provider: 'google', issuer: 'g', state: 'active', ...change }) as Connection
const mail = (connectionId: string, lastSyncedAt: Temporal.Instant) =>
  ({ connectionId, kind: 'mail', phase: 'current', lastSyncedAt, startedAt: lastSyncedAt }) as Stream
const stateOf = (connections: readonly Connection[], streams: readonly Stream[], id: string) =>
  reachesOf({ connections, streams }, now).get(`mail ${id}`)?.state

test('an account and the files of its address hold one mailbox: the one that is read speaks', () => {
  const connections = [account('live', {}), account('files', { provider: 'file', issuer: 'file' })]
  expect(stateOf(connections, [mail('live', now), mail('files', daysAgo(400))], 'files')).toBe('read')
})

test('two accounts of one address at two providers hold two: one that is not read stays so', () => {
  const connections = [account('live', {}), account('dead', { provider: 'microsoft', issuer: 'm', state: 'reconnect' })]
  expect(stateOf(connections, [mail('live', now), mail('dead', daysAgo(21))], 'dead')).toBe('unread')
})

test('accounts without an address are never one', () => {
  const nameless = { email: '', provider: 'microsoft' as const, issuer: 'm' }
  const connections = [account('live', nameless), account('dead', { ...nameless, state: 'reconnect' })]
  expect(stateOf(connections, [mail('live', now), mail('dead', daysAgo(21))], 'dead')).toBe('unread')
})
