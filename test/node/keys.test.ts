import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { loadKeys } from '../../src/node/keys.ts'

const dataFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return { folder, path: join(folder, 'secret-key') }
}
const withDatabase = (folder: string) => {
  mkdirSync(join(folder, 'database'))
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '17\n')
}

describe('the key of an installation', () => {
  test('is 32 bytes that its owner alone reads, the same at every start, and the only file that making it leaves', () => {
    const { folder, path } = dataFolder()
    const [first] = loadKeys(folder)
    expect(first?.bytes).toHaveLength(32)
    expect(first?.bytes.some((byte) => byte !== 0)).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    withDatabase(folder)
    expect(loadKeys(folder)).toEqual([first])
    expect(readdirSync(folder).toSorted()).toEqual(['database', 'secret-key'])
  })

  test.each([
    ['is empty', ''],
    ['has nothing after its id', '1:\n'],
    ['is cut off', `1:${Buffer.alloc(32, 7).toString('base64').slice(0, 20)}`],
    ['is a byte short', `1:${Buffer.alloc(31, 7).toString('base64')}\n`],
    ['is a byte too long', `1:${Buffer.alloc(33, 7).toString('base64')}\n`],
    ['has no id', `:${Buffer.alloc(32, 7).toString('base64')}\n`],
    ['is nothing but zero bytes, as a disk leaves it that lost its power', '\0'.repeat(47)],
  ])('is refused where a database was made with it and it %s, and stays as it is', (_what, text) => {
    const { folder, path } = dataFolder()
    withDatabase(folder)
    writeFileSync(path, text)
    expect(() => loadKeys(folder)).toThrow(ConfigError)
    expect(() => loadKeys(folder)).toThrow(`${path} holds no key of 32 bytes; put back a copy of it`)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('is made anew where an empty one is all that is left of a first start, since nothing was sealed with it', () => {
    const { folder, path } = dataFolder()
    writeFileSync(path, '')
    const [made] = loadKeys(folder)
    expect(made?.bytes).toHaveLength(32)
    expect(loadKeys(folder)).toEqual([made])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('is not what a start had half written that was killed meanwhile; that is taken away a minute later', () => {
    const { folder, path } = dataFolder()
    const draft = `${path}.draft-12-ab`
    writeFileSync(draft, '1:abc')
    const [made] = loadKeys(folder)
    expect(made?.bytes).toHaveLength(32)
    const before = new Date(Date.now() - 120_000)
    utimesSync(draft, before, before)
    expect(loadKeys(folder)).toEqual([made])
    expect(readdirSync(folder)).toEqual(['secret-key'])
  })
})
