/** The contacts of a Microsoft account, in its own folder of them: what changed since the last look, a few hundred at a time. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { isStorableId } from '../../storable.ts'
import { type BookPosition, type ContactPage, type ContactSource, compare, type ReportedContact } from '../contacts.ts'
import { toContact } from '../standard/contacts/contact.ts'
import { readBirthday } from '../standard/contacts/written-date.ts'
import type { Access } from '../types.ts'
import { askGraph } from './client.ts'
import { unreadable } from './errors.ts'
import { acceptLink, toPath } from './links.ts'
import { contactsScope } from './scopes.ts'

const pageSize = 200
/** Pages may be short, and some are empty. */
const mostPages = (10 * policy.contacts) / pageSize
/** Nothing else is handed out then: no personalNotes, no number, no street. It is in the links from the first request on. */
const select = 'id,displayName,givenName,surname,emailAddresses,birthday'

const text = z.string().nullish().catch(null)
const contactSchema = z.object({
  id: z.string(),
  '@odata.etag': z.string().catch(''),
  '@removed': z.unknown().optional(),
  displayName: text,
  givenName: text,
  surname: text,
  emailAddresses: z.array(z.object({ address: text })).catch([]),
  birthday: text,
})
const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})
const probeSchema = z.object({ value: z.array(z.object({ parentFolderId: z.string() })) })

/** The host of Graph, where it is another one. */
interface Where {
  readonly origin: string | undefined
}

/**
 * Changes are told of a folder, and the one that is meant here stands in no list: any contact in it says which one it is.
 * Source: the pages on contact: delta and on listing contacts of the Microsoft Graph documentation.
 * @param where `origin` replaces `https://graph.microsoft.com`
 * @throws ProviderError, from its function
 */
export function createGraphContactSource(where: Where): ContactSource {
  return {
    scope: contactsScope,
    async next(reach, { position, versions }) {
      const changes = await readChanges(reach, where, position)
      if (changes) return changes
      const folder = await findFolder(reach, where)
      if (folder === null) return { ...compare([], await versions()), position: null, more: false }
      const path = `/me/contactFolders/${encodeURIComponent(folder)}/contacts/delta?$select=${select}`
      const { found, position: next } = await readRound(reach, where, { path, followed: false })
      const there = [...found.values()].filter((one) => one !== null)
      return { ...compare(there, await versions()), position: next, more: false }
    },
  }
}

/** What changed since the position; null where there is none, or where Graph does not know it any more. */
async function readChanges(reach: Access, where: Where, position: BookPosition | null): Promise<ContactPage | null> {
  if (position?.select !== select || !position.link) return null
  try {
    const path = toPath(position.link, where.origin, 'contacts/delta')
    const { found, position: next } = await readRound(reach, where, { path, followed: true })
    const contacts = [...found.values()].filter((one) => one !== null)
    const gone = [...found].flatMap(([id, one]) => (one === null ? [id] : []))
    return { contacts, gone, position: next, more: false }
  } catch (error) {
    // A folder that is not there any more takes its position along.
    const isLost = error instanceof ProviderError && (error.kind === 'cursor-expired' || error.kind === 'missing')
    if (isLost) return null
    throw error
  }
}

/** Null where the address book is empty. */
async function findFolder(reach: Access, { origin }: Where): Promise<string | null> {
  await reach.budget.take(1, 1)
  const path = '/me/contacts?$top=1&$select=id,parentFolderId'
  const { value } = await askGraph(reach, { origin, method: 'contacts.list', path, schema: probeSchema })
  return value[0]?.parentFolderId ?? null
}

/** Every page up to the next position; null for a contact that is no more. The last word on each holds: some are told twice. */
async function readRound(
  reach: Access,
  { origin }: Where,
  begin: { readonly path: string; readonly followed: boolean },
): Promise<{ found: ReadonlyMap<string, ReportedContact | null>; position: BookPosition }> {
  const found = new Map<string, ReportedContact | null>()
  let { path, followed } = begin
  for (let page = 0; page < mostPages; page++) {
    await reach.budget.take(1, 1)
    const reply = await askGraph(reach, {
      ...{ origin, method: 'contacts.delta', path, followed, schema: pageSchema },
      prefer: [`odata.maxpagesize=${pageSize}`],
    })
    for (const item of reply.value) for (const [id, one] of toReported(item)) found.set(id, one)
    const { '@odata.nextLink': more, '@odata.deltaLink': link } = reply
    acceptLink(more ?? link, origin, 'contacts/delta')
    if (!more && !link) throw unreadable()
    if (!more && link) return { found, position: { select, link } }
    path = toPath(more ?? '', origin, 'contacts/delta')
    followed = true
  }
  throw new ProviderError(
    'unavailable',
    {
      en: 'Microsoft’s list of contacts did not come to an end.',
      de: 'Die Liste der Kontakte bei Microsoft nahm kein Ende.',
    },
    { reason: 'pages' },
  )
}

function toReported(item: unknown): readonly (readonly [string, ReportedContact | null])[] {
  const one = contactSchema.safeParse(item).data
  if (!one || !isStorableId(one.id)) return []
  if (one['@removed']) return [[one.id, null]]
  const composed = [one.givenName, one.surname].filter(Boolean).join(' ')
  const contact = toContact({
    id: one.id,
    names: [one.displayName ?? '', composed].filter(Boolean),
    addresses: one.emailAddresses.flatMap(({ address }) => address ?? []),
    birthday: readBirthday(one.birthday ?? ''),
  })
  return [[one.id, { id: one.id, etag: one['@odata.etag'], contact: contact ?? null }]]
}
