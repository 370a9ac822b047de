/** The sample's People API: one list of contacts, by the fields that are asked for, whole or as it changed since a token. */
import { Temporal } from 'temporal-polyfill'
import type { BookEntry } from '../address-book.ts'
import type { ApiCall, ApiMethod } from './api.ts'
import { refuse } from './replies.ts'
import { CONTACTS_READ } from './scopes.ts'
import type { World } from './world.ts'

export const peopleMethods: readonly ApiMethod[] = [
  {
    api: 'people.connections.list',
    verb: 'GET',
    route: '/v1/people/me/connections',
    service: 'people.googleapis.com',
    scopes: CONTACTS_READ,
    cost: 0,
    shape: { connections: true, nextPageToken: true, nextSyncToken: true, totalItems: true, totalPeople: true },
    answer: listConnections,
  },
]

const known = ['names', 'emailAddresses', 'birthdays', 'metadata', 'biographies', 'phoneNumbers', 'photos'] as const
/** "Sync tokens expire 7 days after the full sync", however often they are renewed meanwhile. */
const TOKEN_LIFE = { hours: 7 * 24 }

/** What a page token or a sync token stands for. */
interface Position {
  readonly kind: 'page' | 'sync'
  /** All parameters of the first request but the tokens. */
  readonly parameters: string
  /** Changes after this version; null: everything. */
  readonly since: number | null
  /** The version of the book when this round began. */
  readonly began: number
  /** When everything was last read. */
  readonly wholeAt: string
  /** How many were given. */
  readonly given: number
}

/** @throws RangeError where no field is asked for, one that is none, a page that is too large, or a token of other parameters */
function listConnections(world: World, call: ApiCall): unknown {
  const { query, mostItems, emptyPage } = call
  const fields = (query.get('personFields') ?? '').split(',').filter(Boolean)
  if (!fields.length) throw new RangeError('personFields mask is required.')
  const wrong = fields.find((field) => !known.some((one) => one === field))
  if (wrong !== undefined) throw new RangeError(`Invalid personFields mask path: "${wrong}".`)
  const size = Number(query.get('pageSize') ?? 100)
  if (!Number.isInteger(size) || size < 1 || size > 1000) throw new RangeError('Page size must be between 1 and 1000.')
  const position = findPosition(world, call)
  if (position === null) return expired()
  const { since, given } = position
  const all = since === null ? world.book.list() : world.book.changesAfter(since)
  const page = emptyPage ? [] : all.slice(given, given + Math.min(size, mostItems))
  const end = given + page.length
  const next = { ...position, given: end }
  const shown = new Set(fields)
  return {
    connections: page.map((one) => render(one, { shown, isSync: since !== null })),
    totalPeople: world.book.list().length,
    totalItems: world.book.list().length,
    ...(end < all.length
      ? { nextPageToken: write({ ...next, kind: 'page' }) }
      : query.get('requestSyncToken') === 'true'
        ? { nextSyncToken: write({ ...next, kind: 'sync', since: position.began, given: 0 }) }
        : {}),
  }
}

/** Null where the sync token has run out. @throws RangeError */
function findPosition(world: World, { query, expired: lost }: ApiCall): Position | null {
  const parameters = JSON.stringify([...query].filter(([name]) => !name.endsWith('Token') || name === asksToken).sort())
  const [pageToken, syncToken] = [query.get('pageToken'), query.get('syncToken')]
  const began = world.book.version()
  if (pageToken === null && syncToken === null)
    return { kind: 'page', parameters, since: null, began, wholeAt: world.now().toString(), given: 0 }
  const [page, sync] = [read(pageToken, 'page'), read(syncToken, 'sync')]
  const found = page ?? sync
  // A page of changes is asked for with the token of the changes beside its own.
  const fits = pageToken === null || (page !== null && (page.since !== null) === (syncToken !== null))
  if (!found || !fits || found.parameters !== parameters)
    throw new RangeError('Request must contain the same parameters as the request that gave the token.')
  const dies = Temporal.Instant.from(found.wholeAt).add(TOKEN_LIFE)
  const isOver = found.since !== null && Temporal.Instant.compare(dies, world.now()) <= 0
  // The book of an earlier start was another one.
  if (isOver || (lost && syncToken !== null) || (found.since ?? 0) > began) return null
  return page ?? { ...found, began }
}

const asksToken = 'requestSyncToken'

const expired = () =>
  refuse(400, 'failedPrecondition', 'Sync token is expired. Clear local cache and retry call without the sync token.', {
    status: 'FAILED_PRECONDITION',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'EXPIRED_SYNC_TOKEN',
        domain: 'people.googleapis.com',
      },
    ],
  })

const write = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url')

function read(token: string | null, kind: Position['kind']): Position | null {
  if (token === null) return null
  try {
    const position = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return position.kind === kind && typeof position.began === 'number' ? position : null
  } catch {
    return null
  }
}

interface Shown {
  readonly shown: ReadonlySet<string>
  readonly isSync: boolean
}

function render({ contact, version, isGone, formerly }: BookEntry, { shown, isSync }: Shown) {
  const { id, name, address, birthday, note } = contact
  const metadata = { primary: true, source: { type: 'CONTACT', id } }
  const about = {
    sources: [{ type: 'CONTACT', id, etag: `#${id}.${version}` }],
    objectType: 'PERSON',
    ...(isSync && formerly.length ? { previousResourceNames: formerly.map((one) => `people/${one}`) } : {}),
    ...(isGone ? { deleted: true } : {}),
  }
  const parts = {
    metadata: about,
    ...(isGone
      ? {}
      : {
          names: [{ metadata, displayName: name, displayNameLastFirst: name }],
          emailAddresses: [{ metadata, value: address, type: 'home' }],
          birthdays: [{ metadata, date: { year: 1980, ...birthday } }],
          biographies: [{ metadata, value: note, contentType: 'TEXT_PLAIN' }],
          phoneNumbers: [{ metadata, value: '+49 30 1234567' }],
          photos: [{ metadata, url: 'https://photos.example/one' }],
        }),
  }
  return {
    resourceName: `people/${id}`,
    etag: `%${id}.${version}`,
    ...Object.fromEntries(Object.entries(parts).filter(([part]) => shown.has(part))),
  }
}
