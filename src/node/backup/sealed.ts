/**
 * A sealed file: pieces of 64 KiB, each under AES-256-GCM with its number and whether it is the last one as its nonce, so
 * that a piece that was changed, moved, left out or cut off does not open (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015). The key of a file comes of BACKUP_KEY and of 32 bytes of chance that stand at its beginning.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { ConfigError } from '../../config.ts'

const mark = Buffer.from('coffee-soon backup 1\n')
const saltLength = 32
/** Tells a wrong key from a damaged file. */
const checkLength = 16
const headLength = mark.length + saltLength + checkLength
const pieceLength = 65_536
const tagLength = 16

/** The bytes of a sealed file, of the bytes that are to stand in it. */
export async function* sealBytes(plain: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  const head = Buffer.concat([mark, randomBytes(saltLength)])
  const { bytes, check } = keysOf(key, head)
  yield Buffer.concat([head, check])
  let number = 0
  let held: Buffer[] = []
  let length = 0
  for await (const some of plain) {
    held.push(Buffer.from(some.buffer, some.byteOffset, some.byteLength))
    length += some.byteLength
    if (length <= pieceLength) continue
    let rest = Buffer.concat(held)
    // The last piece is known by what follows it, so that one is always kept back.
    for (; rest.length > pieceLength; rest = rest.subarray(pieceLength))
      yield sealPiece(bytes, number++, rest.subarray(0, pieceLength), false)
    held = [rest]
    length = rest.length
  }
  yield sealPiece(bytes, number, Buffer.concat(held), true)
}

function sealPiece(key: Uint8Array, number: number, plain: Uint8Array, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/**
 * What stands in a sealed file, piece by piece, each of which is checked before it is handed on. Whoever reads on to the
 * end knows that it is whole.
 * @throws ConfigError with a sentence where it is none, the key is another, or anything in it was changed or cut off
 */
export async function* openBytes(path: string, key: Uint8Array): AsyncGenerator<Buffer> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const head = await readAt(file, 0, headLength)
    if (!head.subarray(0, mark.length).equals(mark)) throw new ConfigError(notABackup(path, head))
    if (head.length < headLength) throw new ConfigError(cutOff(path))
    const { bytes, check } = keysOf(key, head.subarray(0, headLength - checkLength))
    if (!check.equals(head.subarray(headLength - checkLength)))
      throw new ConfigError(
        `${path} was sealed with another BACKUP_KEY than the one that is set, or its first bytes are damaged; nothing was written`,
      )
    for (let at = headLength, number = 0; ; number++) {
      const box = await readAt(file, at, pieceLength + tagLength)
      at += box.length
      const last = at >= size
      const plain = openPiece(bytes, number, box, last)
      if (!plain) throw new ConfigError(last ? cutOff(path) : damaged(path, number))
      yield plain
      if (last) return
    }
  } finally {
    await file.close()
  }
}

function openPiece(key: Uint8Array, number: number, box: Buffer, last: boolean): Buffer | null {
  if (box.length < tagLength) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: tagLength })
    decipher.setAuthTag(box.subarray(-tagLength))
    return Buffer.concat([decipher.update(box.subarray(0, -tagLength)), decipher.final()])
  } catch {
    return null
  }
}

/** Eleven bytes of the number, and one that says whether it is the last. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

function keysOf(key: Uint8Array, head: Buffer): { readonly bytes: Buffer; readonly check: Buffer } {
  const made = Buffer.from(hkdfSync('sha256', key, head, 'coffee-soon backup', 32 + checkLength))
  return { bytes: made.subarray(0, 32), check: made.subarray(32) }
}

/** A short read is no end: only the end of the file is. */
async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let have = 0
  while (have < length) {
    const { bytesRead } = await file.read(buffer, have, length - have, at + have)
    if (!bytesRead) break
    have += bytesRead
  }
  return buffer.subarray(0, have)
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(code === 'ENOENT' ? `There is no file ${path}` : `${path} cannot be read (${code})`)
  }
}

const notABackup = (path: string, head: Buffer) =>
  head.subarray(0, mark.length - 2).equals(mark.subarray(0, -2))
    ? `${path} was made by a newer version of this program; nothing was written`
    : `${path} is no backup of this program; nothing was written`
const cutOff = (path: string) => `${path} was cut off, or its end is damaged; nothing was written`
const damaged = (path: string, piece: number) =>
  `${path} is damaged behind byte ${headLength + piece * (pieceLength + tagLength)}; nothing was written`
