/** A disk without room, whoever notices it: the file system, the machine inside which the database runs, or the database. */
import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { orSay } from '../../src/node/unwritable.ts'

const folder = import.meta.dirname
const coded = (code: string) => Object.assign(new Error('told nobody'), { code })
/** As PGlite throws it while it makes its files: no Error, and a number of WASI. */
const machine = (errno: number) => ({ name: 'ErrnoError', errno })
const failing = (error: unknown) =>
  orSay(folder, () => {
    throw error
  })

test.each([
  ['the file system', coded('ENOSPC'), 'the disk is full'],
  ['the making of the database', machine(51), 'the disk is full'],
  ['the making of its tables', new DrizzleQueryError('create table', [], coded('53100')), 'the disk is full'],
  ['a quota', machine(19), 'the disk is full for this user'],
  ['a disk that can only be read', machine(69), 'the disk can only be read'],
  ['a folder of somebody else', machine(2), 'it belongs to somebody else'],
])('%s says in one sentence why nothing can be written', async (_, error, why) => {
  const said = failing(error)
  await expect(said).rejects.toThrow(ConfigError)
  await expect(said).rejects.toThrow(new ConfigError(`DATA_DIR ${folder} cannot be written to: ${why}`))
})

test('any other fault goes on as it is', async () => {
  // The machine that ends for another reason, on a disk with room.
  const ended = new WebAssembly.RuntimeError('Aborted()')
  for (const fault of [coded('ENOENT'), coded('23505'), machine(44), ended, undefined])
    expect(await failing(fault).catch((error: unknown) => error)).toBe(fault)
})
