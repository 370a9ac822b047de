/** Changes of one mail folder, with all that makes them hard to follow: small pages, empty ones, repeats, moves, tokens that run out. */
import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { GraphCall, GraphMethod } from './api.ts'
import { folderId } from './folders.ts'
import type { Item } from './mailbox.ts'
import { findFolder } from './mailfolders.ts'
import { isRead, readMessageSelect, renderMessage, second } from './messages.ts'
import { QueryError, readFilter, readNumber } from './odata.ts'
import { badRequest, lostState } from './replies.ts'
import { MAIL_READ } from './scopes.ts'
import type { MicrosoftWorld } from './world.ts'

/** What a token stands for. The query of the first call is in it for good. */
interface Position {
  readonly kind: 'skip' | 'delta'
  readonly folder: string
  readonly select: string | null
  readonly filter: string | null
  readonly newestFirst: boolean
  readonly top: number | null
  /** Changes after this version; null: everything that is in the folder. */
  readonly since: number | null
  /** The version of the mailbox when this round began: the next one starts there. */
  readonly began: number
  readonly issuedAt: string
  /** Key of the last item that was given; '' begins. */
  readonly after: string
  readonly given: number
  readonly page: number
}

export const deltaMethods: readonly GraphMethod[] = [
  {
    api: 'messages.delta',
    verb: 'GET',
    route: '/me/mailFolders/:folder/messages/delta',
    scopes: MAIL_READ,
    answer: listChanges,
  },
  {
    api: 'messages.delta.all',
    verb: 'GET',
    route: '/me/messages/delta',
    scopes: MAIL_READ,
    answer: () => badRequest("Change tracking is not supported against 'microsoft.graph.message'."),
  },
]

const OPTIONS = ['$select', '$filter', '$orderby', '$top', 'changeType']
const DEFAULT_PAGE = 10
const MOST = 1000
/** Old tokens are thrown out of a cache; nobody is told when. */
const TOKEN_LIFE = { hours: 30 * 24 }
/** In every long reading this page is empty, and the one after it begins with an item that was given before. */
const EMPTY_PAGE = 2

function listChanges(world: MicrosoftWorld, call: GraphCall): unknown {
  const folder = findFolder(world, call.path.folder)
  if (folder instanceof Response) return folder
  const begin = `${world.origin}/v1.0/me/mailFolders('${folderId(folder.key)}')/messages/delta`
  const position = findPosition(world, call, folder.key)
  if (position === null || call.expired) return lostState(410, 'syncStateNotFound', begin)
  const size = Math.min(call.prefer.pageSize ?? DEFAULT_PAGE, MOST)
  const all = entries(world, position)
  const cap = Math.min(position.top ?? Infinity, position.filter === null ? Infinity : world.filterCap)
  const rest = all.filter(({ key }) => key > position.after)
  const empty = call.emptyPage || (position.page === EMPTY_PAGE && rest.length > 0)
  const page = empty ? [] : rest.slice(0, Math.min(size, cap - position.given))
  const given = position.given + page.length
  const more = empty || (rest.length > page.length && given < cap)
  const repeated =
    position.page === EMPTY_PAGE + 1 && !empty ? all.findLast(({ key }) => key <= position.after) : undefined
  const next: Position = {
    ...position,
    after: page.at(-1)?.key ?? position.after,
    given,
    page: position.page + 1,
    issuedAt: world.now().toString(),
  }
  const shown = {
    select: readMessageSelect(position.select),
    immutable: call.prefer.immutableIds,
  }
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#Collection(message)`,
    value: [...(repeated ? [repeated] : []), ...page].map(({ item, removedId }) =>
      removedId === undefined
        ? {
            '@odata.type': '#microsoft.graph.message',
            ...(position.since !== null && world.inPart.has(item.immutableId)
              ? renderPart(item, shown)
              : world.faults.shown(item.immutableId, renderMessage(world, item, shown))),
          }
        : {
            '@odata.type': '#microsoft.graph.message',
            id: shown.immutable ? item.immutableId : removedId,
            '@removed': { reason: 'deleted' },
          },
    ),
    ...(more
      ? { '@odata.nextLink': `${begin}?$skiptoken=${write({ ...next, kind: 'skip' })}` }
      : { '@odata.deltaLink': `${begin}?$deltatoken=${write({ ...next, kind: 'delta' })}` }),
  }
}

/** As Graph tells some changes, whatever was selected (microsoftgraph/microsoft-graph-docs#7776). */
const renderPart = (item: Item, { immutable }: { readonly immutable: boolean }) => ({
  id: immutable ? item.immutableId : item.id,
  isRead: isRead(item),
  parentFolderId: folderId(item.folder),
})

interface Entry {
  /** The order of the pages. */
  readonly key: string
  readonly item: Item
  /** Set where the message is in this folder no more: the id it had there. */
  readonly removedId?: string
}

/** Everything this round is about, in the order of its pages. What happens while they are read moves nothing else. */
function entries(world: MicrosoftWorld, position: Position): Entry[] {
  const { folder, since, newestFirst } = position
  const orderOf = (item: Item) => (newestFirst ? backwards(item) : shuffle(item.immutableId))
  const found: Entry[] =
    since === null
      ? world.mail.items(folder).map((item) => ({ key: orderOf(item), item }))
      : latest(world, folder, since).map(({ item, id }) => ({
          key: orderOf(item),
          item,
          ...(item.folder !== folder && { removedId: id }),
        }))
  return found.filter(({ item }) => passes(item, position.filter)).sort((a, b) => (a.key < b.key ? -1 : 1))
}

function latest(world: MicrosoftWorld, folder: string, since: number) {
  const changes = world.mail.changesAfter(since, folder)
  return [...new Map(changes.map((change) => [change.item, change])).values()]
}

function passes({ message }: Item, filter: string | null): boolean {
  const wanted = readFilter(filter)
  if (!wanted) return true
  const order = Temporal.Instant.compare(Temporal.Instant.from(second(message.at)), wanted.at)
  return wanted.inclusive ? order >= 0 : order > 0
}

/** Grows as the message is older. */
function backwards({ message, immutableId }: Item): string {
  return `${String(9_999_999_999_999 - message.at.epochMilliseconds).padStart(13, '0')} ${immutableId}`
}

/** An order nobody can rely on, and still the same on every page. */
function shuffle(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

/** @returns null where the token can no longer be honoured */
function findPosition(world: MicrosoftWorld, { query }: GraphCall, folder: string): Position | null {
  const token = query.get('$skiptoken') ?? query.get('$deltatoken')
  if (token === null) return firstPosition(world, query, folder)
  const kind = query.has('$skiptoken') ? 'skip' : 'delta'
  if ([...query.keys()].length > 1)
    throw new QueryError('The query options of a delta are those of its first request, and are not repeated.')
  const position = read(token)
  if (!position || position.kind !== kind || position.folder !== folder)
    throw new QueryError('Badly formed token.', 'BadRequest')
  const isStale = Temporal.Instant.compare(Temporal.Instant.from(position.issuedAt).add(TOKEN_LIFE), world.now()) < 0
  if (isStale) return null
  if (kind === 'skip') return position
  const { began } = position
  return { ...position, since: began, began: world.mail.version(), after: '', given: 0, page: 0, top: null }
}

function firstPosition(world: MicrosoftWorld, query: URLSearchParams, folder: string): Position {
  const wrong = [...query.keys()].find((name) => !OPTIONS.includes(name))
  if (wrong !== undefined) throw new QueryError(`The query option '${wrong}' is not supported with change tracking.`)
  const orderBy = query.get('$orderby')
  if (orderBy !== null && !/^receivedDateTime\s+desc$/i.test(orderBy.trim()))
    throw new QueryError('Only $orderby=receivedDateTime desc is supported with change tracking.')
  const filter = query.get('$filter')
  readFilter(filter)
  readMessageSelect(query.get('$select'))
  return {
    kind: 'skip',
    folder,
    select: query.get('$select'),
    filter,
    newestFirst: orderBy !== null,
    top: readNumber(query, '$top', 1),
    since: null,
    began: world.mail.version(),
    issuedAt: world.now().toString(),
    after: '',
    given: 0,
    page: 0,
  }
}

function write(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

function read(token: string): Position | null {
  try {
    const position = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return typeof position.folder === 'string' && typeof position.began === 'number' ? position : null
  } catch {
    return null
  }
}
