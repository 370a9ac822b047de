/** Whose mailbox it is, and the contacts in it: one folder, which no list of folders shows, as a list or as it changed. */
import type { Contact, User } from '@microsoft/microsoft-graph-types'
import { Temporal } from 'temporal-polyfill'
import type { BookEntry } from '../address-book.ts'
import type { GraphCall, GraphMethod } from './api.ts'
import { allowOnly, applySelect, pageOf, QueryError, readSelect } from './odata.ts'
import { badRequest, lostState, noItem } from './replies.ts'
import { CONTACTS_READ, PROFILE_READ } from './scopes.ts'
import { OBJECT_ID } from './tenant.ts'
import type { MicrosoftWorld } from './world.ts'

export const profileMethods: readonly GraphMethod[] = [
  { api: 'me.get', verb: 'GET', route: '/me', scopes: PROFILE_READ, answer: getMe },
  { api: 'contacts.list', verb: 'GET', route: '/me/contacts', scopes: CONTACTS_READ, answer: listContacts },
  {
    api: 'contacts.delta',
    verb: 'GET',
    route: '/me/contactFolders/:folder/contacts/delta',
    scopes: CONTACTS_READ,
    answer: listChanges,
  },
  {
    api: 'contacts.delta.all',
    verb: 'GET',
    route: '/me/contacts/delta',
    scopes: CONTACTS_READ,
    answer: () => badRequest("Change tracking is not supported against 'microsoft.graph.contact'."),
  },
]

function getMe(world: MicrosoftWorld, { query }: GraphCall): unknown {
  allowOnly(query, ['$select'])
  const { name } = world.history.owner
  const { mail, signInName } = world.profile
  const [givenName = '', surname = ''] = name.split(' ')
  const whole: User = {
    businessPhones: [],
    displayName: name,
    givenName,
    jobTitle: null,
    mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: 'de-DE',
    surname,
    userPrincipalName: signInName,
    id: OBJECT_ID,
  }
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users/$entity`,
    ...applySelect(whole, readSelect(query.get('$select'), Object.keys(whole), 'user')),
  }
}

const FOLDER = 'AAMkAGVmMDEzcontactsAEMAAA='
const MOST = 1000
const DEFAULT_PAGE = 10
/** Old tokens are thrown out of a cache; nobody is told when. */
const TOKEN_LIFE = { hours: 30 * 24 }

function listContacts(world: MicrosoftWorld, { query, url }: GraphCall): unknown {
  allowOnly(query, ['$select', '$top', '$skip'])
  const select = readSelect(query.get('$select'), properties, 'contact')
  const { page, next } = pageOf(world.book.list(), { query, url, most: MOST })
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/contacts`,
    value: page.map((one) => render(one, select)),
    ...(next !== null && { '@odata.nextLink': next }),
  }
}

/** What a token stands for. The query of the first request is in it for good. */
interface Position {
  readonly kind: 'skip' | 'delta'
  readonly select: string | null
  /** Changes after this version; null: everything. */
  readonly since: number | null
  readonly began: number
  readonly issuedAt: string
  readonly given: number
}

function listChanges(world: MicrosoftWorld, call: GraphCall): unknown {
  if (call.path.folder !== FOLDER) return noItem()
  const begin = `${world.origin}/v1.0/me/contactFolders('${FOLDER}')/contacts/delta`
  const position = findPosition(world, call)
  if (position === null || call.expired) return lostState(410, 'syncStateNotFound', begin)
  const { since, given } = position
  const all = since === null ? world.book.list() : world.book.changesAfter(since)
  const size = Math.min(call.prefer.pageSize ?? DEFAULT_PAGE, MOST, world.faults.pageSize)
  const page = call.emptyPage ? [] : all.slice(given, given + size)
  const end = given + page.length
  const next = { ...position, given: end, issuedAt: world.now().toString() }
  const select = readSelect(position.select, properties, 'contact')
  // A contact that went and one that is called otherwise are told by the id that is gone.
  const gone = (id: string) => ({ '@odata.type': '#microsoft.graph.contact', id, '@removed': { reason: 'deleted' } })
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#Collection(contact)`,
    value: page.flatMap((one) => [
      ...(since === null ? [] : one.formerly.map(gone)),
      one.isGone ? gone(one.contact.id) : { '@odata.type': '#microsoft.graph.contact', ...render(one, select) },
    ]),
    ...(call.emptyPage || end < all.length
      ? { '@odata.nextLink': `${begin}?$skiptoken=${write({ ...next, kind: 'skip' })}` }
      : { '@odata.deltaLink': `${begin}?$deltatoken=${write({ ...next, kind: 'delta' })}` }),
  }
}

/** @returns null where the token can no longer be honoured @throws QueryError */
function findPosition(world: MicrosoftWorld, { query }: GraphCall): Position | null {
  const token = query.get('$skiptoken') ?? query.get('$deltatoken')
  const began = world.book.version()
  const issuedAt = world.now().toString()
  if (token === null) {
    const wrong = [...query.keys()].find((name) => name !== '$select')
    if (wrong !== undefined) throw new QueryError(`The query option '${wrong}' is not supported with change tracking.`)
    return { kind: 'skip', select: query.get('$select'), since: null, began, issuedAt, given: 0 }
  }
  const kind = query.has('$skiptoken') ? 'skip' : 'delta'
  if ([...query.keys()].length > 1)
    throw new QueryError('The query options of a delta are those of its first request, and are not repeated.')
  const position = read(token)
  if (position?.kind !== kind) throw new QueryError('Badly formed token.', 'BadRequest')
  const dies = Temporal.Instant.from(position.issuedAt).add(TOKEN_LIFE)
  // The book of an earlier start was another one.
  if (Temporal.Instant.compare(dies, world.now()) < 0 || position.began > began) return null
  return kind === 'skip' ? position : { ...position, since: position.began, began, given: 0 }
}

const write = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url')

function read(token: string): Position | null {
  try {
    const position = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return typeof position.began === 'number' ? position : null
  } catch {
    return null
  }
}

const properties = [
  ...['id', 'parentFolderId', 'displayName', 'givenName', 'surname', 'emailAddresses', 'birthday'],
  ...['personalNotes', 'mobilePhone'],
]

function render({ contact, version }: BookEntry, select: readonly string[] | null) {
  const { id, name, address, birthday, note } = contact
  const [givenName = '', surname = ''] = name.split(' ')
  const two = (value: number) => String(value).padStart(2, '0')
  const whole: Contact = {
    id,
    parentFolderId: FOLDER,
    displayName: name,
    givenName,
    surname,
    emailAddresses: [{ name, address }],
    birthday: `1980-${two(birthday.month)}-${two(birthday.day)}T11:59:00Z`,
    personalNotes: note,
    mobilePhone: '+49 30 1234567',
  }
  return { '@odata.etag': `W/"${id}.${version}"`, ...applySelect(whole, select) }
}
