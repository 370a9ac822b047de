import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { databaseAddress } from '../src/database-address.ts'

const far = 'postgres://u:p@db.example:5432/coffee'

test.each([
  ['postgres://u:p@localhost/c', undefined, 'postgres://u:p@localhost/c'],
  ['postgres://u:p@127.0.0.1:5433/c', undefined, 'postgres://u:p@127.0.0.1:5433/c'],
  ['postgres://u:p@[::1]:5433/c', undefined, 'postgres://u:p@[::1]:5433/c'],
  ['postgres://u@/c?host=/var/run/postgresql', undefined, 'postgres://u@/c?host=/var/run/postgresql'],
  ['postgres://u@%2Fvar%2Frun/c', undefined, 'postgres://u@%2Fvar%2Frun/c'],
  ['postgres://u:p@localhost/c', 'verify', 'postgres://u:p@localhost/c?sslmode=verify-full'],
  [far, undefined, `${far}?sslmode=verify-full`],
  [far, 'require', `${far}?sslmode=require`],
  [far, 'off', far],
  [`${far}?sslmode=require`, undefined, `${far}?sslmode=require`],
  [`${far}?a=b&sslmode=disable`, 'verify', `${far}?a=b&sslmode=verify-full`],
  [`${far}?sslmode=verify-ca`, undefined, `${far}?sslmode=verify-full`],
  [`${far}?sslmode=require`, 'off', `${far}?sslmode=disable`],
  [`${far}?sslmode=disable`, undefined, null],
  [`${far}?sslmode=prefer`, undefined, null],
  ['postgres://u:p@localhost,db.example/c?sslmode=disable', undefined, null],
  ['postgres://localhost@db.example/c?sslmode=disable', undefined, null],
  ['postgres://u:p@127.0.0.1.evil.example/c', undefined, 'postgres://u:p@127.0.0.1.evil.example/c?sslmode=verify-full'],
] as const)('%s with %s', (address, asked, given) => {
  expect(databaseAddress(address, asked)).toBe(given)
})

test('a database on another machine is not reached in plain text unless that was said', () => {
  const env = { DATABASE_URL: `${far}?sslmode=disable`, SECRET_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}` }
  expect(() => readConfig(env)).toThrow(/^DATABASE_URL leads to another machine without TLS; [^\n]+$/)
  expect(readConfig({ ...env, DATABASE_TLS: 'off' }).DATABASE_URL).toBe(`${far}?sslmode=disable`)
})
