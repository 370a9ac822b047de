/** A folder as one compressed file and back: tar (POSIX.1-1988, ustar) with as much of it as a folder of a database needs. */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { textAt } from '../../db/embedded/unpack.ts'

const block = 512

/**
 * The files and folders of this folder, compressed; names begin with a slash, as the embedded database wants them.
 * @param isRest says of a name whether it comes after all others
 */
export function packFolder(folder: string, isRest: (name: string) => boolean = () => false): Uint8Array {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  const isLate = Map.groupBy(names, (name) => isRest(`/${name}`))
  const blocks = [...(isLate.get(false) ?? []), ...(isLate.get(true) ?? [])].flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return [header(`/${name}/`, 0, '5')]
    const bytes = readFileSync(path)
    return [header(`/${name}`, bytes.length, '0'), bytes, Buffer.alloc(-bytes.length & (block - 1))]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)]))
}

/**
 * Makes the files and folders of an archive in a folder that is there, for its owner only, and brings them to the disk.
 * @throws Error of the file system; what is made by then stays
 */
export function unpackFolder(archive: Uint8Array, folder: string): void {
  const bytes = gunzipSync(archive)
  const folders = [folder]
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0; ) {
    const name = textAt(bytes, at, 100)
    const size = Number.parseInt(textAt(bytes, at + 124, 12), 8)
    const path = join(folder, name)
    if (textAt(bytes, at + 156, 1) === '5') {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      folders.push(path)
    } else writeWhole(path, bytes.subarray(at + block, at + block + size))
    at += block + Math.ceil(size / block) * block
  }
}

function header(name: string, size: number, kind: '0' | '5'): Buffer {
  const bytes = Buffer.alloc(block)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  if (name.length > 99) throw new Error(`too long for an archive: ${name}`)
  bytes.write(name, 0)
  bytes.write(octal(kind === '5' ? 0o700 : 0o600, 8), 100)
  bytes.write(octal(0, 8), 108)
  bytes.write(octal(0, 8), 116)
  bytes.write(octal(size, 12), 124)
  bytes.write(octal(0, 12), 136)
  // The sum of all bytes, with spaces in its own place.
  bytes.write('        ', 148)
  bytes.write(kind, 156)
  bytes.write('ustar\x0000', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  } finally {
    closeSync(file)
  }
}
