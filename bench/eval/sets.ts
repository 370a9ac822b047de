/** Finds the data sets of a folder by what is in its files: names only say which files belong together. */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { InputError, textOf } from './lines.ts'

export interface CorpusSet {
  readonly name: string
  readonly records: string
  /** How the owner is written, where the corpus is one person's. */
  readonly me?: string
  readonly reconnect?: string
  /** Truth of the reconnect tasks. */
  readonly truth?: string
  readonly strength?: string
}

/** Messages of which each is to be said whether a person sent it, or addresses of which some are the same human. */
export interface GoldSet {
  readonly name: string
  readonly records: string
  readonly gold?: string
}

export interface Sets {
  readonly corpora: readonly CorpusSet[]
  readonly senders: readonly GoldSet[]
  readonly identities: readonly GoldSet[]
  /** Files that are none of these. */
  readonly others: readonly string[]
}

type Kind = 'records' | 'tasks' | 'truth' | 'identities' | 'identity-gold' | 'sender-gold' | 'me' | 'other'

interface Found {
  readonly path: string
  readonly name: string
  readonly kind: Kind
  /** It has a field `headers`. */
  readonly headers: boolean
}

/** @throws InputError where the folder cannot be read or holds nothing to answer */
export function findSets(dir: string): Sets {
  const found = list(dir).map((path) => look(path))
  const of = (kind: Kind) => found.filter((one) => one.kind === kind)
  const senderNames = new Set(of('sender-gold').map(({ name }) => name.replace(/-gold$/, '')))
  const isSenders = ({ name, headers }: Found) => {
    const bare = name.replace(/-hidden$/, '')
    if (senderNames.has(bare) || /senders/.test(bare)) return true
    return headers && of('records').some((other) => other.name !== name && other.name.replace(/-hidden$/, '') === bare)
  }
  const senders = of('records').filter(isSenders)
  const corpora = of('records').filter((one) => !isSenders(one))
  if (!senders.length && !corpora.length && !of('identities').length)
    throw new InputError(`${dir} holds no records (user, from, to) and no identities (id, set, name, email).`)
  return {
    corpora: corpora.map(({ path, name }) => ({ name, records: path, ...beside(name, found) })),
    senders: senders.map(({ path, name }) => ({ name, records: path, ...goldOf(name, of('sender-gold')) })),
    identities: of('identities').map(({ path, name }) => ({
      name,
      records: path,
      ...goldOf(name, of('identity-gold')),
    })),
    others: of('other').map(({ path }) => path),
  }
}

function list(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((file) => /\.(?:jsonl|json|ndjson)(?:\.gz)?$/.test(file))
      .sort()
      .map((file) => join(dir, file))
  } catch {
    throw new InputError(`${dir} is no folder that can be read.`)
  }
}

function look(path: string): Found {
  const name = basename(path)
    .replace(/\.gz$/, '')
    .replace(/\.\w+$/, '')
  const fields = fieldsOf(path)
  const has = (...names: string[]) => names.every((one) => fields.has(one))
  const kind: Kind = has('as_written')
    ? 'me'
    : has('user', 'from', 'to')
      ? 'records'
      : has('task', 'user', 'at', 'candidates')
        ? 'tasks'
        : has('task', 'gains')
          ? 'truth'
          : has('id', 'set', 'name', 'email')
            ? 'identities'
            : has('id', 'cluster')
              ? 'identity-gold'
              : has('id', 'person')
                ? 'sender-gold'
                : 'other'
  return { path, name, kind, headers: fields.has('headers') }
}

/** Field names of the first object, which may be that of a list. */
function fieldsOf(path: string): ReadonlySet<string> {
  const text = textOf(path)
  const first = text.split('\n').find((line) => line.trim()) ?? ''
  for (const json of [first, text]) {
    try {
      const value: unknown = JSON.parse(json)
      const one: unknown = Array.isArray(value) ? value[0] : value
      return new Set(one && typeof one === 'object' ? Object.keys(one) : [])
    } catch {}
    // A list over many lines ends only with the file; a file of lines is not read whole for its first one.
    if (!first.startsWith('[')) break
  }
  return new Set()
}

/** What is named after a corpus: the tasks `<name>-tasks`, and none of those of a longer name. */
function beside(name: string, found: readonly Found[]): Omit<CorpusSet, 'name' | 'records'> {
  const longer = found.filter((one) => one.kind === 'records' && one.name.startsWith(name) && one.name !== name)
  const mine = found.filter(
    (one) => one.name.startsWith(`${name}-`) && !longer.some((other) => one.name.startsWith(`${other.name}-`)),
  )
  const path = (kind: Kind, strength: boolean) =>
    mine.find((one) => one.kind === kind && /strength/.test(one.name) === strength)?.path
  const me = path('me', false)
  const reconnect = path('tasks', false)
  const truth = path('truth', false)
  const strength = path('tasks', true)
  return {
    ...(me ? { me } : {}),
    ...(reconnect ? { reconnect } : {}),
    ...(truth ? { truth } : {}),
    ...(strength ? { strength } : {}),
  }
}

/** The gold of `senders-hidden` is that of `senders`. */
function goldOf(name: string, gold: readonly Found[]): { readonly gold?: string } {
  const bare = name.replace(/-hidden$/, '')
  const path = gold.find((one) => one.name.startsWith(`${bare}-`))?.path
  return path ? { gold: path } : {}
}
