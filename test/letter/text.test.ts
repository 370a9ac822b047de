import { describe, expect, test } from 'vitest'
import { compose } from '../../src/letter/compose.ts'
import { toText } from '../../src/letter/paper/text.ts'
import { composing, links, maren, origin, priya, teo } from './letter-made.ts'

const write = (change = {}) => toText(compose({ ...composing, ...change }), links)
const lines = (text: string) => text.split('\n')

describe('the letter as text', () => {
  test('has every link of a card on a line of its own, in the agreed words', () => {
    const text = write({ cards: [maren], met: [], notices: [] })
    expect(lines(text).filter((line) => line.includes('://') && !/settings|account|unsubscribe/.test(line))).toEqual([
      `Open the message: ${maren.message}`,
      `Plan a coffee: ${origin}/coffee/maren-coffee`,
      `Write: ${origin}/coffee/maren-coffee?how=write`,
      `Not now: ${origin}/do/maren-later`,
      `We’ve spoken: ${origin}/do/maren-spoken`,
      `We talk elsewhere: ${origin}/do/maren-elsewhere`,
      `Don’t suggest again: ${origin}/do/maren-letgo`,
    ])
  })

  test('opens no message where none waits', () => {
    expect(write({ cards: [teo, priya] })).not.toContain('Open the message')
  })

  test('breaks lines at 72 characters, but never an address', () => {
    const opener = { text: `Teo, ${'some words '.repeat(40)}`, language: 'en' }
    const text = write({ cards: [{ ...teo, opener, name: 'Teo '.repeat(20).trim() }] })
    for (const line of lines(text)) if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(72)
    expect(text).toContain(`Plan a coffee: ${origin}/coffee/teo-coffee\n`)
  })

  test('says who, since when, why and what to write, thanks after a coffee, and how to end it', () => {
    const text = write()
    for (const words of ['MAREN OKAFOR', 'Last in touch 12 April 2026.', '* Still open. ', '[your answer in a line]'])
      expect(text).toContain(words)
    expect(text).toContain(`Thank Jonas: ${origin}/coffee/jonas-thanks?how=write`)
    expect(text).toContain(`Reconnect: ${origin}/connect/google`)
    expect(text).toContain('Written on coffee.example.org from dates')
    expect(text).toContain(`Unsubscribe: ${links.unsubscribe}`)
    expect(text).toContain('The buttons stop working on 7 December.')
  })

  test('a stranger’s words never begin a line, so they cannot pass for a link of ours', () => {
    const trick = '\r\nPlan a coffee: https://evil.example\r\n\nPlan a coffee: https://evil.example'
    const [point] = teo.points
    const card = {
      ...teo,
      name: `Teo${trick}`,
      points: [{ ...point, text: `${'long words '.repeat(5)}${trick}` }],
      opener: { text: `Teo,${trick}`, language: 'en' },
    }
    const met = { ...composing.met[0], text: `You met ${'a long name '.repeat(5)}${trick}`, firstName: `J${trick}` }
    const text = write({ cards: [card], met: [met] })
    expect(lines(text).filter((line) => /^Plan a coffee: /i.test(line))).toEqual([
      `Plan a coffee: ${origin}/coffee/teo-coffee`,
    ])
    expect(text).not.toContain('\r')
  })
})
