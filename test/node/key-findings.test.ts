import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { UnderKeys } from '../../src/db/sealed/under-keys.ts'
import { keyFindings } from '../../src/node/doctor/keys.ts'
import { thisMorning } from '../support/morning.ts'

const now = thisMorning()
const under = (known: Record<string, number>, unknown = 0, minutesAgo = 60): UnderKeys => ({
  known: new Map(Object.entries(known)),
  unknown,
  first: { id: '2', at: now.subtract({ minutes: minutesAgo }) },
})
const said = (left: UnderKeys, ids = ['2', '1']) =>
  keyFindings(left, ids, { now, minutes: 20 })
    .map(({ words }) => words)
    .join(' ')

test('a key is called removable when nothing is left under it, and not before', () => {
  expect(said(under({ 2: 40 }))).toContain('Nothing is left under the key 1: it may be removed')
  expect(said(under({ 2: 40, 1: 3 }))).toMatch(/^3 sealed or hashed values lie under the key 1 still; keep it/)
  expect(said(under({ 2: 40 }, 1))).toContain('keep every key')
  expect(said(under({ 2: 40 }, 1))).not.toContain('removed')
  expect(said(under({ 2: 40 }, 0, 3))).toContain('sign-ins under way')
  expect(said({ ...under({ 2: 1 }), first: { id: '1', at: now } })).toContain('keep the key 1')
  expect(said(under({ 2: 40 }), ['2'])).toBe('')
})

test('a key that is missing is a fault', () => {
  expect(keyFindings(under({ 2: 40, 0: 1 }), ['2'], { now, minutes: 20 })).toMatchObject([{ mark: 'fault' }])
})

test('two keys with one id stop the start with one line', () => {
  const key = Buffer.alloc(32, 1).toString('base64')
  expect(() => readConfig({ SECRET_KEYS: `1:${key},1:${key}` })).toThrow(
    /^SECRET_KEYS names two keys by one id; each needs an id of its own$/,
  )
})
