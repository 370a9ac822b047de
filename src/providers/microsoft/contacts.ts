/** The contacts of a Microsoft account, in its own folder of them: all read once a day, a request for each few hundred. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { isStorableId } from '../../storable.ts'
import type { ContactSource, ReportedContact } from '../contacts.ts'
import { toContact } from '../standard/contacts/contact.ts'
import { readBirthday } from '../standard/contacts/written-date.ts'
import { askGraph } from './client.ts'
import { toPath } from './links.ts'
import { contactsScope } from './scopes.ts'

const pageSize = 500
const mostPages = Math.ceil(policy.contacts / pageSize)
/** Nothing else is handed out then: no personalNotes, no number, no street. */
const select = 'id,displayName,givenName,surname,emailAddresses,birthday'

const text = z.string().nullish().catch(null)
const contactSchema = z.object({
  id: z.string(),
  '@odata.etag': z.string().catch(''),
  displayName: text,
  givenName: text,
  surname: text,
  emailAddresses: z.array(z.object({ address: text })).catch([]),
  birthday: text,
})
const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() })

/**
 * @param where `origin` replaces `https://graph.microsoft.com`
 * @throws ProviderError, from its function
 */
export function createGraphContactSource({ origin }: { readonly origin: string | undefined }): ContactSource {
  return {
    scope: contactsScope,
    async next(reach, known) {
      const found: ReportedContact[] = []
      let path = `/me/contacts?$top=${pageSize}&$select=${select}`
      for (let page = 0; page < mostPages; page++) {
        await reach.budget.take(1, 1)
        const reply = await askGraph(reach, { origin, method: 'contacts.list', path, schema: pageSchema })
        found.push(...reply.value.flatMap(toReported))
        const link = reply['@odata.nextLink']
        if (!link) {
          const there = new Set(found.map(({ id }) => id))
          return {
            contacts: found.filter(({ id, etag }) => known.get(id) !== etag),
            gone: [...known.keys()].filter((id) => !there.has(id)),
            more: false,
          }
        }
        path = toPath(link, origin, 'contacts')
      }
      throw new ProviderError(
        'unavailable',
        {
          en: 'Microsoft’s list of contacts did not come to an end.',
          de: 'Die Liste der Kontakte bei Microsoft nahm kein Ende.',
        },
        {
          reason: 'pages',
        },
      )
    },
  }
}

function toReported(item: unknown): readonly ReportedContact[] {
  const one = contactSchema.safeParse(item).data
  if (!one || !isStorableId(one.id)) return []
  const composed = [one.givenName, one.surname].filter(Boolean).join(' ')
  const contact = toContact({
    id: one.id,
    names: [one.displayName ?? '', composed].filter(Boolean),
    addresses: one.emailAddresses.flatMap(({ address }) => address ?? []),
    birthday: readBirthday(one.birthday ?? ''),
  })
  return [{ id: one.id, etag: one['@odata.etag'], contact: contact ?? null }]
}
