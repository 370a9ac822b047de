import { describe, expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import { ConfigError, logLevels, readConfig } from '../src/config.ts'
import { describeError } from '../src/errors.ts'
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

  test.each([
    ['that was thrown here', () => readConfig({ LOG_LEVEL: 'loud' })],
    [
      'whose message has lines',
      () => {
        throw new TypeError('one\ntwo\u2028three')
      },
    ],
    [
      'that is no error',
      () => {
        throw 'a text'
      },
    ],
  ])('tells of a failed step %s by one line, with the time as `at` and the place in the code as `place`', (_what, fail) => {
    const lines: string[] = []
    const log = createLog('info', (line) => lines.push(line))
    const before = Date.now()
    try {
      fail()
    } catch (error) {
      log('step failed', { kind: 'mail', ...describeError(error) })
    }
    const [line = '', ...more] = lines
    expect(more).toEqual([])
    expect(line).toMatch(/^\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",[^\n]*\}$/)
    const told = JSON.parse(line)
    expect(Date.parse(told.at)).toBeGreaterThanOrEqual(before)
    expect(told).toMatchObject({ level: 'error', event: 'step failed', kind: 'mail' })
    if (_what.includes('here')) expect(told.place).toMatch(/^src\/config\.ts:\d+:\d+$/)
  })

  test('lets nothing stand where the time, the level and the event stand', () => {
    const lines: string[] = []
    const details = { at: 'src/work/step.ts:1:2', level: 'none', event: 'another', kind: 'mail' } as never
    createLog('info', (line) => lines.push(line))('step failed', details)
    const told = JSON.parse(lines[0] ?? '')
    expect(told).toMatchObject({ level: 'error', event: 'step failed', kind: 'mail' })
    expect(Date.parse(told.at)).toBeGreaterThan(0)
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
