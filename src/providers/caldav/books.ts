/** Address books of a CardDAV account (RFC 6352): which cards changed, by what their server tells, and what those hold. */
import { ProviderError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { isStorableId } from '../../storable.ts'
import { type ContactSource, type HeldBook, noBook, type ReportedContact } from '../contacts.ts'
import { readDavLogin } from '../login.ts'
import { readCard } from '../standard/contacts/cards.ts'
import type { Access } from '../types.ts'
import { askParts, escapeXml, type Part, textOf, xml } from './ask.ts'
import { type Listed, listAll, listChanges } from './entries.ts'
import { davContactsScope } from './traits.ts'

/** Cards asked for at once, and in one piece of a look. */
const batch = 40
const atOnce = 5 * batch

/**
 * The position holds the mark of each book as it was when all of it was read: its sync token (RFC 6578) or its ctag. A book
 * with the same mark is not asked for, so that a look without news is one request. One with another is asked what changed
 * since, or is listed where its server cannot say; what has the ETag that is known is not read again.
 */
export function createBookSource(): ContactSource {
  return {
    scope: davContactsScope,
    async next(given, held) {
      const reach = await atBooks(given)
      const books = await listBooks(reach)
      const news = await readNews(reach, books, held)
      const todo = news.flatMap(({ cards }) => cards)
      // What comes without a version is known by no look to have been read: all of it goes at once.
      const some = todo.every(({ etag }) => etag) ? todo.slice(0, atOnce) : todo
      const contacts: ReportedContact[] = []
      for (let start = 0; start < some.length; start += batch)
        contacts.push(...(await fetchCards(reach, some.slice(start, start + batch))))
      const left = new Set(todo.slice(some.length).map(({ book }) => book))
      const position = positionOf(books, news, { held, left })
      return { contacts, gone: await goneOf(books, news, held), position, more: left.size > 0 }
    },
  }
}

/** The same account, where its address books are. @throws ProviderError `missing` where nobody asked for them */
async function atBooks(reach: Access): Promise<Access> {
  const { contacts, user, password } = readDavLogin(await reach.token())
  if (!contacts)
    throw new ProviderError(
      'missing',
      {
        en: 'Where the address book of this account is, is not known. Connect it again.',
        de: 'Wo das Adressbuch dieses Kontos liegt, ist nicht bekannt. Verbinde es noch einmal.',
      },
      { reason: noBook },
    )
  const login = JSON.stringify({ ...contacts, user, password })
  return { ...reach, token: async () => login }
}

async function ask<T>(reach: Access, request: () => Promise<T>): Promise<T> {
  await reach.budget.take(1, 1)
  return request()
}

/** A book of the owner's own, with what its server says of its state; empty where it says nothing. */
interface Book {
  readonly path: string
  readonly mark: string
}

const homeBody = xml('d:propfind', '<d:prop><d:resourcetype/><d:sync-token/><s:getctag/></d:prop>')
const mostBooks = 20

async function listBooks(reach: Access): Promise<readonly Book[]> {
  const { home } = readDavLogin(await reach.token())
  const { parts } = await ask(reach, () =>
    askParts(reach, { method: 'PROPFIND', path: home, depth: '1', body: homeBody }),
  )
  return parts.filter(isBook).slice(0, mostBooks).map(toBook)
}

/** Nextcloud makes books of everybody on the server and of whoever wrote lately: neither is the owner's own word. */
function isBook({ href, props, status }: Part): boolean {
  const kinds = props.resourcetype
  const isOne = typeof kinds === 'object' && kinds !== null && 'addressbook' in kinds
  return isOne && status < 300 && !/\/z-(?:server|app)-generated--/.test(href)
}

function toBook({ href: path, props }: Part): Book {
  const [token, ctag] = [textOf(props.syncToken), textOf(props.getctag)]
  return { path, mark: token ? `${syncMark}${token}` : ctag ? `ctag ${ctag}` : '' }
}

const syncMark = 'sync '

interface Card extends Listed {
  readonly book: string
}

/** What is new in one book. */
interface News {
  readonly book: string
  /** As of which the book is read once these cards are. */
  readonly mark: string
  readonly cards: readonly Card[]
  readonly gone: readonly string[]
}

/** Of each book that is in another state than it was. */
async function readNews(reach: Access, books: readonly Book[], held: HeldBook): Promise<readonly News[]> {
  const all: News[] = []
  let known: ReadonlyMap<string, string> | undefined
  let room: number = policy.contacts
  for (const book of books) {
    const before = held.position?.[book.path]
    if (book.mark && before === book.mark) continue
    known ??= await held.versions()
    const news = (await changesOf(reach, book, before)) ?? (await listingOf(reach, book, known))
    const isNew = ({ href, etag }: Listed) => isStorableId(href) && (!etag || known?.get(href) !== etag)
    const cards = news.cards.filter(isNew).slice(0, room)
    room -= cards.length
    all.push({ ...news, cards })
  }
  return all
}

/** What a server tells that changed since the mark; null where it tells nothing of the kind, or has forgotten it. */
async function changesOf(reach: Access, { path, mark }: Book, before: string | undefined): Promise<News | null> {
  if (!before?.startsWith(syncMark) || !mark.startsWith(syncMark)) return null
  const cards = new Map<string, Card>()
  const gone = new Set<string>()
  let token = before.slice(syncMark.length)
  for (let more = true; more; ) {
    const from = token
    const changes = await ask(reach, () => listChanges(reach, path, from))
    // A server that stops on the spot would be asked for ever.
    if (!changes || (changes.more && changes.token === token)) return null
    for (const one of changes.changed) {
      cards.set(one.href, { ...one, book: path })
      gone.delete(one.href)
    }
    for (const href of changes.gone) {
      cards.delete(href)
      gone.add(href)
    }
    token = changes.token
    more = changes.more
  }
  return { book: path, mark: `${syncMark}${token}`, cards: [...cards.values()], gone: [...gone] }
}

/** All of a book. Where a server knows no versions, a card is read once. */
async function listingOf(reach: Access, { path, mark }: Book, known: ReadonlyMap<string, string>): Promise<News> {
  const listed = await ask(reach, () => listAll(reach, path))
  const there = new Set(listed.map(({ href }) => href))
  const cards = listed.filter(({ href, etag }) => etag || !known.has(href)).map((one) => ({ ...one, book: path }))
  const gone = [...known.keys()].filter((id) => isIn(path, id) && !there.has(id))
  return { book: path, mark, cards, gone }
}

const isIn = (book: string, card: string) => card.startsWith(book.endsWith('/') ? book : `${book}/`)

/** What is gone of the books, and with books that are no more. */
async function goneOf(books: readonly Book[], news: readonly News[], held: HeldBook): Promise<readonly string[]> {
  const gone = news.flatMap((one) => one.gone)
  const isThere = (path: string) => books.some((book) => book.path === path)
  if (held.position && Object.keys(held.position).every(isThere)) return gone
  const left = [...(await held.versions()).keys()].filter((id) => !books.some(({ path }) => isIn(path, id)))
  return [...new Set([...gone, ...left])]
}

/** A book of which cards are left to be read stays where it was: what is read of it is known by its versions. */
function positionOf(
  books: readonly Book[],
  news: readonly News[],
  { held, left }: { readonly held: HeldBook; readonly left: ReadonlySet<string> },
): Readonly<Record<string, string>> {
  const marks = new Map(news.map(({ book, mark }) => [book, mark]))
  const of = ({ path, mark }: Book) => (left.has(path) ? held.position?.[path] : (marks.get(path) ?? mark)) ?? ''
  return Object.fromEntries(books.map((book) => [book.path, of(book)] as const))
}

/** What a card is asked for, by name (RFC 6352 section 10.4). What a server hands out beside it is dropped unread. */
const properties = ['VERSION', 'UID', 'FN', 'N', 'EMAIL', 'BDAY', 'KIND', 'X-ADDRESSBOOKSERVER-KIND', 'X-ABSHOWAS']
const dataBody = `<d:prop><d:getetag/><a:address-data>${properties.map((name) => `<a:prop name="${name}"/>`).join('')}</a:address-data></d:prop>`

/** In the version that was listed: one that has changed since is another one at the next look. */
async function fetchCards(reach: Access, cards: readonly Card[]): Promise<readonly ReportedContact[]> {
  const found = new Map<string, string>()
  for (const [book, some] of Map.groupBy(cards, (one) => one.book)) {
    const wanted = some.map(({ href }) => `<d:href>${escapeXml(href)}</d:href>`).join('')
    const body = xml('a:addressbook-multiget', `${dataBody}${wanted}`)
    const { parts } = await ask(reach, () => askParts(reach, { method: 'REPORT', path: book, depth: '1', body }))
    for (const { href, status, props } of parts) if (status < 300) found.set(href, textOf(props.addressData))
  }
  return cards.map(({ href: id, etag }) => {
    const card = readCard(found.get(id) ?? '', id)
    return { id, etag, contact: typeof card === 'string' ? null : card }
  })
}
