/** Address books of a CardDAV account (RFC 6352): which cards there are, by their ETags, and what the changed ones hold. */
import { ProviderError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { isStorableId } from '../../storable.ts'
import type { ContactSource, ReportedContact } from '../contacts.ts'
import { readDavLogin } from '../login.ts'
import { readCard } from '../standard/contacts/cards.ts'
import type { Access } from '../types.ts'
import { askParts, escapeXml, type Part, textOf, xml } from './ask.ts'
import { type Listed, listAll } from './entries.ts'
import { davContactsScope } from './traits.ts'

/** Cards asked for at once, and in one piece of a look. */
const batch = 40
const atOnce = 5 * batch

/** By ETags: what has the one that is known is not asked for again. A look without news is one request, and one for each book. */
export function createBookSource(): ContactSource {
  return {
    scope: davContactsScope,
    async next(given, known) {
      const reach = await atBooks(given)
      const listed = await listCards(reach)
      const there = new Set(listed.map(({ href }) => href))
      const gone = [...known.keys()].filter((id) => !there.has(id))
      // Where a server knows no versions, a card is read once.
      const todo = listed.filter(({ href, etag }) => (etag ? known.get(href) !== etag : !known.has(href)))
      const contacts: ReportedContact[] = []
      for (let start = 0; start < Math.min(todo.length, atOnce); start += batch)
        contacts.push(...(await fetchCards(reach, todo.slice(start, start + batch))))
      return { contacts, gone, more: todo.length > atOnce }
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
      {
        reason: 'no address book',
      },
    )
  const login = JSON.stringify({ ...contacts, user, password })
  return { ...reach, token: async () => login }
}

async function ask<T>(reach: Access, request: () => Promise<T>): Promise<T> {
  await reach.budget.take(1, 1)
  return request()
}

const homeBody = xml('d:propfind', '<d:prop><d:resourcetype/></d:prop>')
const mostBooks = 20

/** Every card of every book of the owner's own, each with the book that it lies in. */
async function listCards(reach: Access): Promise<readonly Card[]> {
  const { home } = readDavLogin(await reach.token())
  const { parts } = await ask(reach, () =>
    askParts(reach, { method: 'PROPFIND', path: home, depth: '1', body: homeBody }),
  )
  const books = parts.filter(isBook).slice(0, mostBooks)
  const cards: Card[] = []
  for (const { href: book } of books)
    for (const one of await ask(reach, () => listAll(reach, book)))
      if (isStorableId(one.href) && cards.length < policy.contacts) cards.push({ ...one, book })
  return cards
}

interface Card extends Listed {
  readonly book: string
}

/** Nextcloud makes books of everybody on the server and of whoever wrote lately: neither is the owner's own word. */
function isBook({ href, props, status }: Part): boolean {
  const kinds = props.resourcetype
  const isOne = typeof kinds === 'object' && kinds !== null && 'addressbook' in kinds
  return isOne && status < 300 && !/\/z-(?:server|app)-generated--/.test(href)
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
