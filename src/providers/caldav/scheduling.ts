/** The calendars of a CalDAV account, asked live and written to. */
import { ProviderError } from '../../errors.ts'
import type { Span } from '../../facts.ts'
import { gather } from '../standard/agenda.ts'
import type { Access, Agenda, Desk, Invitation, Looking } from '../types.ts'
import { askDav } from './ask.ts'
import { fetchWindow, findByUid } from './entries.ts'
import { moveEntry, nameOf, reachedNobody, toEntry, uidOf } from './event.ts'
import { askAddresses, askHome, type HomeCalendar } from './home.ts'
import { davEventsScope, davOwnScope, davScope } from './traits.ts'

/** Invitations go out from the first calendar of the account, as far as its server sends any. */
export function createDavDesk(): Desk {
  return {
    canWrite: (scopes) => scopes.includes(davEventsScope),
    canKeep: (scopes) => scopes.includes(davOwnScope),
    readsAll: true,
    canRead: (scopes) => scopes.includes(davScope),
    canList: (scopes) => scopes.includes(davScope),

    async calendars(reach) {
      await reach.budget.take(1, 1)
      const { calendars } = await askHome(reach)
      return calendars.map(({ href, name }, place) => ({ id: href, name, primary: place === 0, readable: true }))
    },

    async agenda(reach, looking) {
      const { me, calendars } = await ownerOf(reach)
      const ids = looking.calendars ?? calendars.map(({ href }) => href)
      const zones = new Map(calendars.map(({ href, zone }) => [href, zone]))
      return gather(ids, (id) => readAgenda(reach, id, { looking, me, zone: zones.get(id) }))
    },

    async invite(reach, invitation) {
      const { me, first } = await ownerOf(reach)
      const path = `${first}${first.endsWith('/') ? '' : '/'}${invitation.eventId}.ics`
      const organizer = me[0] ?? (invitation.quiet ? invitation.owner : undefined)
      if (!organizer && !invitation.quiet) throw nobodyInvites()
      await reach.budget.take(1, 1)
      const body = toEntry({ invitation, organizer, now: reach.now })
      try {
        // Never over an entry that is there: an earlier attempt may have made it.
        await askDav(reach, { method: 'PUT', path, body, headers: { 'if-none-match': '*', ...calendarType } })
      } catch (error) {
        if (!isStatus(error, '412')) throw error
      }
      if (!invitation.quiet) await checkReached(reach, path, invitation)
      return { id: uidOf(invitation.eventId) }
    },

    async standsAt(reach, { id, when }) {
      const found = await find(reach, id)
      if (!found) return false
      const { readBusy } = await import('./busy.ts')
      const read = await readBusy([found.text], { looking: widened(when), me: [] })
      return read.busy.some((one) => isSame(one, when))
    },

    async move(reach, { id, when }) {
      const found = await find(reach, id)
      if (!found) return false
      await reach.budget.take(1, 1)
      const body = moveEntry(found.text, { when, now: reach.now })
      try {
        await askDav(reach, {
          method: 'PUT',
          path: found.path,
          body,
          headers: { ...ifMatch(found.etag), ...calendarType },
        })
        return true
      } catch (error) {
        if (isStatus(error, '404')) return false
        throw changedMeanwhile(error)
      }
    },

    /** A server that invites tells the guests of it by itself (RFC 6638 section 3.2.1.3). */
    async cancel(reach, { id }) {
      const found = await find(reach, id)
      if (!found) return
      await reach.budget.take(1, 1)
      try {
        await askDav(reach, { method: 'DELETE', path: found.path, headers: ifMatch(found.etag) })
      } catch (error) {
        if (!isStatus(error, '404')) throw changedMeanwhile(error)
      }
    },
  }
}

const calendarType = { 'content-type': 'text/calendar; charset=utf-8' }
const ifMatch = (etag: string): Readonly<Record<string, string>> => (etag ? { 'if-match': etag } : {})

const isStatus = (error: unknown, status: string): boolean => error instanceof ProviderError && error.reason === status

/** Somebody changed the entry between reading and writing it: the next try reads it again. */
const changedMeanwhile = (error: unknown): unknown =>
  isStatus(error, '412')
    ? new ProviderError(
        'unavailable',
        {
          en: 'The event was changed in your calendar at the same moment.',
          de: 'Der Termin wurde im selben Moment in deinem Kalender geändert.',
        },
        { reason: '412' },
      )
    : error

interface Owner {
  readonly me: readonly string[]
  readonly calendars: readonly HomeCalendar[]
  readonly first: string
}

async function ownerOf(reach: Access): Promise<Owner> {
  await reach.budget.take(2, 2)
  const { calendars, principal } = await askHome(reach)
  const first = calendars[0]?.href
  if (!first)
    throw new ProviderError(
      'missing',
      { en: 'There is no calendar in this account.', de: 'In diesem Konto gibt es keinen Kalender.' },
      { reason: 'no calendar' },
    )
  return { first, calendars, me: await askAddresses(reach, principal) }
}

async function readAgenda(
  reach: Access,
  id: string,
  asked: { readonly looking: Looking; readonly me: readonly string[]; readonly zone?: string | undefined },
): Promise<Agenda> {
  await reach.budget.take(1, 1)
  const { aroundWindow, readBusy } = await import('./busy.ts')
  return readBusy(await fetchWindow(reach, id, aroundWindow(asked.looking)), asked)
}

interface Entry {
  readonly path: string
  readonly text: string
  readonly etag: string
}

/** An event by its UID: under the name that is ours, else wherever a calendar of the account has it by now. */
async function find(reach: Access, uid: string): Promise<Entry | null> {
  if (uid.startsWith('/')) return get(reach, uid)
  await reach.budget.take(1, 1)
  const { calendars } = await askHome(reach)
  const name = nameOf(uid)
  const [first] = calendars
  const own = first && name ? await get(reach, `${first.href}${name}`) : null
  if (own) return own
  for (const { href } of calendars) {
    await reach.budget.take(1, 1)
    const path = await findByUid(reach, href, uid)
    const found = path === null ? null : await get(reach, path)
    if (found) return found
  }
  return null
}

/** An event that its server could hand to nobody is taken out again, so that nothing stands there that its guest never heard of. */
async function checkReached(reach: Access, path: string, { guest, also }: Invitation): Promise<void> {
  const put = await get(reach, path)
  const addresses = [guest, ...(also ? [also] : [])].map(({ address }) => address)
  if (!put || !(await reachedNobody(put.text, addresses))) return
  await reach.budget.take(1, 1)
  await askDav(reach, { method: 'DELETE', path, headers: ifMatch(put.etag) })
  throw new ProviderError(
    'forbidden',
    {
      en: 'Your calendar’s server could not hand the invitation to your guest.',
      de: 'Der Server deines Kalenders konnte die Einladung deinem Gast nicht zustellen.',
    },
    {
      reason: 'schedule-status',
    },
  )
}

const nobodyInvites = () =>
  new ProviderError(
    'forbidden',
    {
      en: 'Your calendar’s server knows no address of yours, so it invites nobody.',
      de: 'Der Server deines Kalenders kennt keine Adresse von dir, also lädt er niemanden ein.',
    },
    {
      reason: 'no address',
    },
  )

async function get(reach: Access, path: string): Promise<Entry | null> {
  await reach.budget.take(1, 1)
  try {
    const { text, headers } = await askDav(reach, { method: 'GET', path })
    return { path, text, etag: headers.get('etag') ?? '' }
  } catch (error) {
    if (isStatus(error, '404') || isStatus(error, '410')) return null
    throw error
  }
}

const widened = ({ start, end }: Span): Span => ({ start: start.subtract({ hours: 48 }), end: end.add({ hours: 48 }) })
const isSame = (one: Span, other: Span): boolean =>
  one.start.epochMilliseconds === other.start.epochMilliseconds &&
  one.end.epochMilliseconds === other.end.epochMilliseconds
