import { expect, test } from 'vitest'
import { describeError } from '../src/errors.ts'

test('a log never holds the parameters of a failed query', () => {
  const cause = Object.assign(new Error('duplicate key: maren@okafor.example'), { code: '23505' })
  const error = new Error('Failed query: insert … params: maren@okafor.example,Studio move', { cause })
  error.name = 'DrizzleQueryError'
  const said = describeError(error)
  expect(said).toMatchObject({ error: 'DrizzleQueryError', code: '23505' })
  expect(JSON.stringify(said)).not.toMatch(/okafor|Studio/)
  expect(describeError('maren@okafor.example')).toEqual({ error: 'unknown' })
})

test('a subject that looks like a place in this program is no place', () => {
  const error = new Error('Failed query: insert … params: Lunch (src/,maren@okafor.example,Maren)')
  expect(JSON.stringify(describeError(error))).not.toMatch(/okafor|Maren|Lunch/)
})
