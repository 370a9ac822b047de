/** The contacts of a Google account (People API, connections.list): all of them read once a day, a request for a thousand. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { isStorableId } from '../../storable.ts'
import type { ContactSource, ReportedContact } from '../contacts.ts'
import { toContact } from '../standard/contacts/contact.ts'
import { ask, type RequestOptions } from './client.ts'
import { contactsScope } from './scopes.ts'

export const peopleOrigin = 'https://people.googleapis.com'

const pageSize = 1000
const mostPages = Math.ceil(policy.contacts / pageSize)
/** Nothing else is handed out then: no note, no picture, no number, no street. */
const personFields = 'names,emailAddresses,birthdays,metadata'

const metadata = z.object({ primary: z.boolean().catch(false) }).catch({ primary: false })
const nameSchema = z.object({ displayName: z.string(), metadata })
const addressSchema = z.object({ value: z.string() })
const birthdaySchema = z.object({ date: z.object({ month: z.number(), day: z.number() }), metadata })
const personSchema = z.object({
  resourceName: z.string(),
  etag: z.string().catch(''),
  names: z.array(z.unknown()).catch([]),
  emailAddresses: z.array(z.unknown()).catch([]),
  birthdays: z.array(z.unknown()).catch([]),
})
const pageSchema = z.object({ nextPageToken: z.string().optional(), connections: z.array(z.unknown()).default([]) })

/**
 * A position for what changed lasts seven days and has to be begun anew then, which costs as much as one reading: so all are
 * read, and those are told whose version is another one.
 * @param where `origin` replaces the host of the API
 * @throws ProviderError, from its function
 */
export function createPeopleSource({ origin }: { readonly origin: string | undefined }): ContactSource {
  const root = new URL('/v1/people/me/connections', origin ?? peopleOrigin)
  return {
    scope: contactsScope,
    async next(reach, known) {
      const found: ReportedContact[] = []
      let pageToken: string | undefined
      for (let page = 0; page < mostPages; page++) {
        await reach.budget.take(1, 1)
        const url = new URL(root)
        url.search = String(
          new URLSearchParams({ personFields, pageSize: String(pageSize), ...(pageToken ? { pageToken } : {}) }),
        )
        const reply = await ask(reach, 'people.connections.list', pageSchema, (options) => get(url, options))
        found.push(...reply.connections.flatMap(toReported))
        pageToken = reply.nextPageToken
        if (!pageToken) return changesOf(found, known)
      }
      throw new ProviderError(
        'unavailable',
        {
          en: 'Google’s list of contacts did not come to an end.',
          de: 'Die Liste der Kontakte bei Google nahm kein Ende.',
        },
        { reason: 'pages' },
      )
    },
  }
}

function changesOf(found: readonly ReportedContact[], known: ReadonlyMap<string, string>) {
  const there = new Set(found.map(({ id }) => id))
  return {
    contacts: found.filter(({ id, etag }) => known.get(id) !== etag),
    gone: [...known.keys()].filter((id) => !there.has(id)),
    more: false,
  }
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
  throw Object.assign(new Error('refused'), { response: { status, data, headers: told } })
}

function toReported(item: unknown): readonly ReportedContact[] {
  const person = personSchema.safeParse(item).data
  if (!person || !isStorableId(person.resourceName)) return []
  const { resourceName: id, etag, names, emailAddresses, birthdays } = person
  const contact = toContact({
    id,
    names: readAll(nameSchema, names)
      .toSorted(primaryFirst)
      .map(({ displayName }) => displayName),
    addresses: readAll(addressSchema, emailAddresses).map(({ value }) => value),
    birthday: readAll(birthdaySchema, birthdays).toSorted(primaryFirst)[0]?.date,
  })
  return [{ id, etag, contact: contact ?? null }]
}

const readAll = <T>(schema: z.ZodType<T>, items: readonly unknown[]): readonly T[] =>
  items.flatMap((item) => {
    const { data } = schema.safeParse(item)
    return data === undefined ? [] : [data]
  })

interface Marked {
  readonly metadata: { readonly primary: boolean }
}
const primaryFirst = (a: Marked, b: Marked) => Number(b.metadata.primary) - Number(a.metadata.primary)
