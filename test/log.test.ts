import { describe, expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import { ConfigError, logLevels, readConfig } from '../src/config.ts'
import { createLog, levelOf } from '../src/log.ts'
import { createWorld } from './web/world.ts'

const events = [
  'step failed',
  'page failed',
  'provider fault',
  'lease lost',
  'letter',
  'worker started',
  'page',
  'step',
]

describe('the log', () => {
  test.each([
    ['error', 2],
    ['warn', 4],
    ['info', 6],
    ['debug', 8],
  ] as const)('at %s shows what it is to show, and what is graver', (level, most) => {
    const lines: string[] = []
    const log = createLog(readConfig({ LOG_LEVEL: level }).LOG_LEVEL, (line) => lines.push(line))
    for (const event of events) log(event, { kind: 'mail' })
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(events.slice(0, most))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', event: 'step failed', kind: 'mail' })
  })

  test('is at info unless said, and at no level that is none', () => {
    expect(readConfig({}).LOG_LEVEL).toBe('info')
    expect(() => readConfig({ LOG_LEVEL: 'loud' })).toThrow(ConfigError)
    expect(() => readConfig({ LOG_LEVEL: 'loud' })).toThrow(`LOG_LEVEL must be one of ${logLevels.join(', ')}`)
  })

  test('takes what failed for an error although nobody named it', () => {
    expect(['something new failed', 'something new'].map(levelOf)).toEqual(['error', 'info'])
  })

  test('names the route of a page and never what stands in its address, and is silent of it unless asked', async () => {
    const asked = ['/people?q=maren', '/meet/a-token-of-22-letters', '/people/someone', '/nowhere/secret']
    const loud = await createWorld({ LOG_LEVEL: 'debug' })
    const app = createApp(loud.deps)
    for (const path of asked) await app.request(`${loud.deps.config.BASE_URL}${path}`)
    expect(loud.logged).toEqual([
      { event: 'page', details: { method: 'GET', route: '/people', status: 302 } },
      { event: 'page', details: { method: 'GET', route: '/meet/:token', status: 404 } },
      { event: 'page', details: { method: 'GET', route: '/people/:id', status: 302 } },
      { event: 'page', details: { method: 'GET', route: 'none', status: 404 } },
    ])
    await loud.database.close()
    const quiet = await createWorld()
    for (const path of asked) await quiet.get(path)
    expect(quiet.logged).toEqual([])
    await quiet.database.close()
  })
})
