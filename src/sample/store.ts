/** What a sample remembers between two starts, in one file that is replaced whole or not at all. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Temporal } from 'temporal-polyfill'
import { OWNER } from './history/owner.ts'
import type { CalendarEntry } from './journal.ts'
import { createKey, type SigningKey } from './keys.ts'

/** The owner's consent to one client: revoking any of its tokens ends all of them. */
export interface Grant {
  readonly id: string
  scopes: string[]
  revoked: boolean
  offline: boolean
}

export interface Code {
  readonly grant: string
  readonly scopes: readonly string[]
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce?: string
  readonly offline: boolean
  readonly expiresAt: string
  used: boolean
}

export interface Token {
  readonly grant: string
  readonly scopes: readonly string[]
  /** Not of a refresh token that never ends. */
  readonly expiresAt?: string
}

/** What every sample remembers. `Entry` is what can happen to its mailbox. */
export interface Remembered<Entry> {
  readonly version: 1
  /** Local date of the owner from which the script is counted. */
  readonly anchor: string
  /** What the script dates before this was there from the start. */
  readonly startedAt: string
  port: number | null
  readonly clientSecret: string
  readonly key: JsonWebKey
  readonly keyId: string
  grants: Grant[]
  codes: Record<string, Code>
  access: Record<string, Token>
  /** Every one that was given out is good until it ends: a newer one does not end an older one. */
  refresh: Record<string, Token>
  mail: Entry[]
  calendar: CalendarEntry[]
}

/** A life that begins now, with a key of its own unless one is given. */
export function beginLife(
  now: Temporal.Instant,
  signingKey: SigningKey = createKey(),
  clientSecret = createSecret(),
): Remembered<never> {
  return {
    version: 1,
    anchor: now.toZonedDateTimeISO(OWNER.zone).toPlainDate().toString(),
    startedAt: now.toString(),
    port: null,
    clientSecret,
    ...signingKey,
    grants: [],
    codes: {},
    access: {},
    refresh: {},
    mail: [],
    calendar: [],
  }
}

/** A new secret of a sample's one client. */
export const createSecret = (): string => `sample-${randomBytes(24).toString('base64url')}`

export interface Store<S> {
  readonly state: S
  save(): void
}

/**
 * Reads the state in the file `name` of `dir`, or begins with what `fresh` makes. A damaged file is an error in one
 * sentence, never a new life.
 */
export function openStore<S extends { readonly version: 1 }>(
  dir: string,
  fresh: () => S,
  name = 'sample.json',
): Store<S> {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, name)
  const state = readStore<S>(dir, name) ?? fresh()
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return { state, save }
}

/**
 * What is remembered; null before the first start.
 * @throws Error, in a sentence, where the file is damaged or of another version
 */
export function readStore<S extends { readonly version: 1 }>(dir: string, name: string): S | null {
  const file = join(dir, name)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const state = JSON.parse(text) as S
    if (state.version === 1) return state
  } catch (cause) {
    throw new Error(`The sample account in ${file} cannot be read; delete the file to begin a new one.`, { cause })
  }
  throw new Error(`The sample account in ${file} is of another version; delete the file to begin a new one.`)
}
