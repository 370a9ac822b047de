import { describe, expect, test } from 'vitest'
import { headersOf, messageIdOf } from '../../src/letter/paper/headers.ts'
import { links } from './letter-made.ts'

describe('header fields of a letter', () => {
  test('one press ends it: one address, and the exact words of RFC 8058', () => {
    expect(headersOf(links, 'https://coffee.example.org')).toEqual({
      'List-Unsubscribe': '<https://coffee.example.org/unsubscribe/sam>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-ID': 'Coffee soon <letter.coffee.example.org>',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
    })
  })

  test('no port stands in a list’s name', () => {
    expect(headersOf(links, 'http://localhost:8787')['List-ID']).toBe('Coffee soon <letter.localhost>')
  })

  test('the same week has the same Message-ID; from the second sending on it carries a counter', () => {
    const parts = { user: 'h4sh', week: '2026-W48', host: 'coffee.example.org' }
    expect(messageIdOf({ ...parts, count: 1 })).toBe('<2026-w48.h4sh@coffee.example.org>')
    const ids = [1, 2, 3].map((count) => messageIdOf({ ...parts, count }))
    expect(new Set(ids).size).toBe(3)
    expect(messageIdOf({ ...parts, count: 2, host: 'localhost:8787' })).toMatch(/^<[\w.-]+@localhost>$/)
  })
})
