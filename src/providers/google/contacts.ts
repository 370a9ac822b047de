/** The contacts of a Google account (People API, connections.list): what changed since the last look, a thousand at a time. */
import { ProviderError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { type BookPosition, type ContactPage, type ContactSource, compare, type ReportedContact } from '../contacts.ts'
import type { Access } from '../types.ts'
import { ask, type RequestOptions } from './client.ts'
import { lostPosition } from './errors.ts'
import { connectionsSchema, type Person, personFields, readPerson, toReported } from './person.ts'
import { contactsScope } from './scopes.ts'

export const peopleOrigin = 'https://people.googleapis.com'

const pageSize = '1000'
const mostPages = Math.ceil(policy.contacts / Number(pageSize))
/** Whatever else is asked for has to be the same each time: a token of another version of this program is not used. */
const same = { personFields, pageSize, requestSyncToken: 'true' }
const asked = String(new URLSearchParams(same))

/**
 * A token is good for seven days after the reading of everything that began it; then all are read once more, and those are
 * told whose version is another one.
 * Source: the reference of people.connections.list.
 * @param where `origin` replaces the host of the API
 * @throws ProviderError, from its function
 */
export function createPeopleSource({ origin }: { readonly origin: string | undefined }): ContactSource {
  const root = new URL('/v1/people/me/connections', origin ?? peopleOrigin)
  return {
    scope: contactsScope,
    async next(reach, { position, versions }) {
      const changes = await readChanges(reach, root, position)
      if (changes) return changes
      const { people, token } = await readPages(reach, root)
      const found = people.flatMap(toReported)
      return { ...compare(found, await versions()), position: toPosition(token), more: false }
    },
  }
}

const toPosition = (token: string | undefined): BookPosition | null => (token ? { asked, token } : null)

/** What changed since the position; null where there is none, or where Google does not know it any more. */
async function readChanges(reach: Access, root: URL, position: BookPosition | null): Promise<ContactPage | null> {
  if (position?.asked !== asked || !position.token) return null
  try {
    const { people, token } = await readPages(reach, root, position.token)
    // Told once each; the last word holds.
    const contacts = new Map<string, ReportedContact>()
    const gone = new Set<string>()
    for (const person of people) {
      const { resourceName, metadata } = person
      // A contact that is joined with a profile, or parted from it, is called otherwise from then on.
      for (const id of metadata.previousResourceNames) if (id !== resourceName) gone.add(id)
      for (const one of toReported(person)) contacts.set(one.id, one)
      if (metadata.deleted) {
        contacts.delete(resourceName)
        gone.add(resourceName)
      } else gone.delete(resourceName)
    }
    return { contacts: [...contacts.values()], gone: [...gone], position: toPosition(token), more: false }
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'cursor-expired') return null
    throw error
  }
}

/** Every page, and the token that the last one brings. */
async function readPages(reach: Access, root: URL, syncToken?: string) {
  const people: Person[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    await reach.budget.take(1, 1)
    const url = new URL(root)
    const more = { ...(syncToken ? { syncToken } : {}), ...(pageToken ? { pageToken } : {}) }
    url.search = String(new URLSearchParams({ ...same, ...more }))
    const reply = await ask(reach, 'people.connections.list', connectionsSchema, (options) => get(url, options))
    people.push(...reply.connections.flatMap(readPerson))
    pageToken = reply.nextPageToken
    if (!pageToken) return { people, token: reply.nextSyncToken }
  }
  throw new ProviderError(
    'unavailable',
    {
      en: 'Google’s list of contacts did not come to an end.',
      de: 'Die Liste der Kontakte bei Google nahm kein Ende.',
    },
    { reason: 'pages' },
  )
}

/** Google's own client for this one request would be a library more. What is refused is told as that client tells it. */
async function get(
  url: URL,
  { headers, fetchImplementation, timeout }: RequestOptions,
): Promise<{ readonly data: unknown }> {
  const response = await fetchImplementation(url, { headers, signal: AbortSignal.timeout(timeout) })
  const data: unknown = await response.json().catch(() => null)
  if (response.ok) return { data }
  const { status, headers: told } = response
  // A token that has run out is refused with 400 (EXPIRED_SYNC_TOKEN), one of other parameters as well.
  if (status === 400 && url.searchParams.has('syncToken')) throw lostPosition('syncToken')
  throw Object.assign(new Error('refused'), { response: { status, data, headers: told } })
}
