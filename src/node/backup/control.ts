/**
 * How a command asks the program that runs on a folder for a backup: by a socket that only its owner opens. Where that has
 * a name is said in a file beside the database, with a word that whoever asks has to know; on Windows, where pipes have no
 * mode, that word alone keeps others out.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ConfigError } from '../../config.ts'
import { createWhole } from '../whole-file.ts'
import type { Written } from './write.ts'

const fileIn = (folder: string) => join(folder, 'control')

/** What the file says. */
interface Place {
  readonly path: string
  readonly word: string
}

/** What is asked for: where it is to lie, and a digest of the key that it is to be sealed with. */
interface Ask {
  readonly word: string
  readonly path: string
  readonly key: string
}

type Answer = Written | { readonly fault: string }

/** Longer than any path. */
const longestAsk = 65_536
/** A socket's path ends here on every Unix (sun_path of unix(7)), its end mark included. */
const longestPath = 100

/** Tells whether two have the same key, and nothing else of it. */
const digestOf = (key: Uint8Array) => createHash('sha256').update('coffee-soon control').update(key).digest('base64')

interface Answering {
  /** Null: this program has none. */
  readonly backupKey: Uint8Array | null
  /** @throws ConfigError with a sentence for whoever asked */
  write(path: string, backupKey: Uint8Array): Promise<Written>
}

/**
 * Answers until it is closed. Called by whoever holds the folder's lock.
 * @throws Error of the system where it knows no such sockets
 */
export async function startControl(folder: string, answering: Answering): Promise<() => Promise<void>> {
  const word = randomBytes(32).toString('base64url')
  const { path, forget } = pathFor(folder)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    void answer(socket, word, answering).catch(() => socket.destroy())
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(path, listening)
  })
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  rmSync(fileIn(folder), { force: true })
  createWhole(fileIn(folder), `${JSON.stringify({ path, word } satisfies Place)}\n`)
  return async () => {
    rmSync(fileIn(folder), { force: true })
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const socket of sockets) socket.destroy()
    await closed
    forget()
  }
}

function pathFor(folder: string): { path: string; forget(): void } {
  if (process.platform === 'win32')
    return { path: `\\\\.\\pipe\\coffee-soon-${randomBytes(12).toString('hex')}`, forget() {} }
  const beside = resolve(folder, 'control.sock')
  const path =
    Buffer.byteLength(beside) < longestPath ? beside : join(mkdtempSync(join(tmpdir(), 'coffee-soon-')), 'control.sock')
  // Of a process that was killed: we hold the lock.
  rmSync(path, { force: true })
  return { path, forget: () => path !== beside && rmSync(dirname(path), { recursive: true, force: true }) }
}

async function answer(socket: Socket, word: string, { backupKey, write }: Answering): Promise<void> {
  const ask = JSON.parse(await firstLine(socket)) as Partial<Ask>
  if (!isSame(String(ask.word), word)) return void socket.destroy()
  const say = (answered: Answer) => void socket.end(`${JSON.stringify(answered)}\n`)
  if (!backupKey) return say({ fault: 'The program that runs has no BACKUP_KEY; set it and start the program again' })
  if (ask.key !== digestOf(backupKey))
    return say({
      fault:
        'The program that runs has another BACKUP_KEY than this command; start it again with the one that is meant',
    })
  try {
    say(await write(String(ask.path), backupKey))
  } catch (error) {
    say({
      fault: error instanceof ConfigError ? error.message : 'The backup broke off; the log of the program says why',
    })
  }
}

const isSame = (one: string, other: string) =>
  Buffer.byteLength(one) === Buffer.byteLength(other) && timingSafeEqual(Buffer.from(one), Buffer.from(other))

async function firstLine(socket: Socket): Promise<string> {
  let text = ''
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    text += String(piece)
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
    if (text.length > longestAsk) break
  }
  throw new Error('nothing was said')
}

interface Wish {
  readonly path: string
  readonly backupKey: Uint8Array
  /** What the lock said. */
  readonly refusal: string
}

/**
 * Asks whoever holds the lock, and waits.
 * @throws ConfigError with what it says, or that it does not answer
 */
export async function askRunning(folder: string, { path, backupKey, refusal }: Wish): Promise<Written> {
  const said = await ask(folder, { path, key: digestOf(backupKey) }).catch(() => null)
  if (!said)
    throw new ConfigError(
      `${refusal}. It was asked for a backup and does not answer: it is of an older version, just starting, or runs elsewhere`,
    )
  if ('fault' in said) throw new ConfigError(said.fault)
  return said
}

async function ask(folder: string, { path, key }: Omit<Ask, 'word'>): Promise<Answer> {
  const place = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Place
  const socket = connect(place.path)
  try {
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected)
      socket.once('error', failed)
    })
    socket.write(`${JSON.stringify({ word: place.word, path, key } satisfies Ask)}\n`)
    return JSON.parse(await firstLine(socket)) as Answer
  } finally {
    socket.destroy()
  }
}
