/** The calendars of a Google account by name, and which of them the permissions at hand open. */
import type { calendar_v3 } from '@googleapis/calendar'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { cleanText } from '../../text.ts'
import type { Access, ListedCalendar } from '../types.ts'
import { ask } from './client.ts'
import { calendarsScope } from './scopes.ts'

/** By this name every method takes the account's own calendar. */
export const primary = 'primary'

const api = 'https://www.googleapis.com/auth/calendar'
/** Any of them suffices for calendarList.list (Calendar API reference). */
export const listing = [calendarsScope, `${api}.calendarlist`, `${api}.readonly`, api]
/** They open the events of all calendars that somebody may see; without one, those that the account owns are open. */
const ofAll = [`${api}.events.readonly`, `${api}.events`, `${api}.readonly`, api]

/** Without descriptions and places. */
const fields = 'nextPageToken,items(id,summary,summaryOverride,primary,accessRole,deleted)'
const entrySchema = z.object({
  id: z.string(),
  summary: z.string().catch(''),
  summaryOverride: z.string().optional().catch(undefined),
  primary: z.boolean().catch(false),
  accessRole: z.string().catch('none'),
  deleted: z.boolean().catch(false),
})
const pageSchema = z.object({ nextPageToken: z.string().optional(), items: z.array(z.unknown()).default([]) })

/** Nobody has more to choose among. */
const mostPages = 10

interface Listing {
  readonly api: calendar_v3.Resource$Calendarlist
  readonly scopes: readonly string[]
}

/**
 * The account's calendars, the primary one first, each by its owner's own name for it.
 * @throws ProviderError
 */
export async function listGoogleCalendars(
  reach: Access,
  { api: calendars, scopes }: Listing,
): Promise<readonly ListedCalendar[]> {
  const found: unknown[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    await reach.budget.take(1, 1)
    const reply = await ask(reach, 'calendarList.list', pageSchema, (options) =>
      calendars.list({ maxResults: 250, fields, ...(pageToken ? { pageToken } : {}) }, options),
    )
    found.push(...reply.items)
    pageToken = reply.nextPageToken
    if (!pageToken) return toList(found, scopes)
  }
  throw new ProviderError(
    'unavailable',
    {
      en: 'Google’s list of calendars did not come to an end.',
      de: 'Die Liste der Kalender bei Google nahm kein Ende.',
    },
    { reason: 'pages' },
  )
}

function toList(items: readonly unknown[], scopes: readonly string[]): readonly ListedCalendar[] {
  const all = ofAll.some((scope) => scopes.includes(scope))
  return items
    .flatMap((item) => entrySchema.safeParse(item).data ?? [])
    .filter(({ deleted }) => !deleted)
    .map(({ id, summary, summaryOverride, primary: isPrimary, accessRole }) => ({
      id: isPrimary ? primary : id,
      name: cleanText(summaryOverride || summary, 80) || cleanText(id, 80),
      primary: isPrimary,
      // Whoever sees no more than free and busy is shown no events (Calendar API, calendarList: accessRole).
      readable: accessRole === 'owner' || (all && (accessRole === 'writer' || accessRole === 'reader')),
    }))
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
}
