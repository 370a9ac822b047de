import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { lockFolder } from '../../src/node/lock.ts'
import type { Answer, Order } from './contender.ts'

/** So many starts at once, so often. */
const contenders = 4
const rounds = 12

/** An id that no process has: of one that has ended. */
const ended = spawnSync(process.execPath, ['-e', '']).pid
const written = (folder: string, holder: object, beatAt = new Date()) => {
  writeFileSync(join(folder, 'lock'), typeof holder === 'string' ? holder : JSON.stringify(holder))
  utimesSync(join(folder, 'lock'), beatAt, beatAt)
}
const days = (count: number) => new Date(Date.now() + count * 86_400_000)

let folder: string
const children: ChildProcess[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-lock-'))
  const contender = join(import.meta.dirname, 'contender.ts')
  for (let count = 0; count < contenders; count++)
    children.push(fork(contender, { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_OPTIONS: '' } }))
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function tell(child: ChildProcess, order: Order): Promise<Answer> {
  child.send(order)
  const [answer] = (await once(child, 'message')) as [Answer]
  return answer
}

/** Has all of them take the lock at the same moment. */
async function contend(place: string): Promise<Answer[]> {
  const at = Date.now() + 15
  return Promise.all(children.map((child) => tell(child, { folder: place, at })))
}

describe('of several starts at once one has the folder', () => {
  test.each([
    ['over the lock of a process that has ended', (place: string) => written(place, { pid: ended, host: hostname() })],
    [
      'over the lock of another machine that does not beat',
      (place: string) => written(place, { pid: 1, host: 'gone' }, days(-1)),
    ],
    [
      'over the lock of another machine whose clock was ahead',
      (place: string) => written(place, { pid: 1, host: 'gone' }, days(14)),
    ],
    ['over a lock that was never written to its end', (place: string) => written(place, '' as never, days(-1))],
    [
      'over the locks of three that ended one after another',
      (place: string) => {
        written(place, { pid: ended, host: hostname() })
        for (const number of [1, 2]) writeFileSync(join(place, `lock.${number}`), readFileSync(join(place, 'lock')))
      },
    ],
    ['in a folder without a lock', () => {}],
  ])(
    '%s',
    async (_what, prepare) => {
      for (let round = 0; round < rounds; round++) {
        const place = mkdtempSync(join(folder, 'data-'))
        prepare(place)
        const answers = await contend(place)
        expect(answers.filter(({ got }) => got)).toHaveLength(1)
        for (const { got, refusal } of answers)
          if (!got) expect(refusal).toMatch(/is in use by process \d+|is being opened by another/)
        expect(readdirSync(place).filter((name) => name.startsWith('lock'))).toHaveLength(1)
        await Promise.all(children.map((child) => tell(child, 'give back')))
        expect(readdirSync(place)).toEqual([])
      }
    },
    60_000,
  )
})

describe('a lock', () => {
  const place = () => {
    const made = join(folder, `one-${Math.random().toString(36).slice(2)}`)
    mkdirSync(made)
    return made
  }

  test('is refused to this very process while it has it, and free once it gave it back', () => {
    const data = place()
    const unlock = lockFolder(data)
    expect(() => lockFolder(data)).toThrow(`is in use by process ${process.pid}`)
    unlock()
    lockFolder(data)()
    expect(readdirSync(data)).toEqual([])
  })

  test.skipIf(!existsSync('/proc/self/stat'))(
    'is held by a process that stood still for an hour, and not by another with its id',
    () => {
      const data = place()
      const unlock = lockFolder(data)
      onTestFinished(unlock)
      const text = readFileSync(join(data, 'lock'), 'utf8')
      const other = place()
      const holder = JSON.parse(text) as object
      written(other, { ...holder, id: 'of another process of this id' }, days(-1))
      expect(() => lockFolder(other)).toThrow(`is in use by process ${process.pid}`)
      written(other, { ...holder, id: 'of another process of this id', began: 'another boot 123' })
      lockFolder(other)()
    },
  )

  test('of another machine is held as long as it beats', () => {
    const data = place()
    written(data, { pid: 1, host: 'elsewhere' })
    expect(() => lockFolder(data)).toThrow('is in use by process 1 on elsewhere')
  })

  test('that is just being written by an older version is not taken', () => {
    const data = place()
    written(data, '' as never)
    expect(() => lockFolder(data)).toThrow('is being opened by another process')
  })

  test('that is somebody else’s by now ends whoever had it', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const data = place()
    let lost = 0
    const unlock = lockFolder(data, () => {
      lost += 1
    })
    vi.advanceTimersByTime(20_000)
    expect(lost).toBe(0)
    written(data, { pid: 1, host: 'elsewhere', id: 'another' })
    vi.advanceTimersByTime(20_000)
    expect(lost).toBe(1)
    unlock()
    expect(JSON.parse(readFileSync(join(data, 'lock'), 'utf8')).id).toBe('another')
  })
})
