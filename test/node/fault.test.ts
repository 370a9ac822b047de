import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { faultOf } from '../../src/node/fault.ts'

test('a fault of the database is told without what the query carried', () => {
  const cause = Object.assign(new Error('violates key'), { code: '23503', detail: 'Key (address)=(anna@acme.example)' })
  const said = faultOf(
    new DrizzleQueryError('insert into facts values ($1, $2)', ['anna@acme.example', 'Studio'], cause),
  )
  expect(said).toEqual(expect.stringMatching(/^The database refused a query: .*23503/))
  expect(said).not.toMatch(/anna|Studio|insert/)
})

test('a fault of the settings is one sentence, and any other is told whole', () => {
  expect(faultOf(new ConfigError('PORT is no number'))).toBe('PORT is no number')
  const other = new Error('anything')
  expect(faultOf(other)).toBe(other)
})
