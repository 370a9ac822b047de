/** The calendars of a Microsoft account by name, and which of them Calendars.ReadBasic opens. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { cleanText, normalise } from '../../text.ts'
import type { Access, ListedCalendar } from '../types.ts'
import { askGraph } from './client.ts'
import { toPath } from './links.ts'

const entrySchema = z.object({
  id: z.string(),
  name: z.string().nullish().catch(null),
  isDefaultCalendar: z.boolean().nullish().catch(false),
  owner: z
    .object({ address: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
})
const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() })

const pageSize = 100
/** Nobody has more to choose among. */
const mostPages = 10

/**
 * The account's calendars, the default one first. Those that somebody else shares are listed and not readable: they take
 * Calendars.Read.Shared, which opens the text of events and is never asked for.
 * @param origin replaces `https://graph.microsoft.com`
 * @throws ProviderError
 */
export async function listOutlookCalendars(
  reach: Access,
  origin: string | undefined,
): Promise<readonly ListedCalendar[]> {
  const found: unknown[] = []
  let path = `/me/calendars?$top=${pageSize}&$select=id,name,isDefaultCalendar,owner`
  for (let page = 0; page < mostPages; page++) {
    await reach.budget.take(1, 1)
    const reply = await askGraph(reach, { origin, method: 'calendars.list', path, schema: pageSchema })
    found.push(...reply.value)
    const link = reply['@odata.nextLink']
    if (!link) return toList(found)
    path = toPath(link, origin, 'calendars')
  }
  throw new ProviderError(
    'unavailable',
    {
      en: 'Microsoft’s list of calendars did not come to an end.',
      de: 'Die Liste der Kalender bei Microsoft nahm kein Ende.',
    },
    { reason: 'pages' },
  )
}

function toList(items: readonly unknown[]): readonly ListedCalendar[] {
  const entries = items.flatMap((item) => entrySchema.safeParse(item).data ?? [])
  // Whose mailbox it is says the default calendar, which is always its own.
  const own = normalise(entries.find(({ isDefaultCalendar }) => isDefaultCalendar)?.owner?.address ?? '')
  return entries
    .map(({ id, name, isDefaultCalendar, owner }) => ({
      id,
      name: cleanText(name ?? '', 80) || 'A calendar without a name',
      primary: isDefaultCalendar === true,
      readable: isDefaultCalendar === true || !owner?.address || normalise(owner.address) === own,
    }))
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
}
