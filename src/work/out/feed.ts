/** What a secret feed of an owner holds: their coffees, their lines with a day, birthdays, and the letters that are ready. */
import { Temporal } from 'temporal-polyfill'
import type { FeedEntry } from '../../coffee/feed-file.ts'
import type { CoffeeState } from '../../coffee/types.ts'
import { listBirthdayContacts } from '../../db/accounts/contacts.ts'
import type { User } from '../../db/accounts/users.ts'
import { asAt, type Coffee, listCoffees } from '../../db/coffees.ts'
import { distinctNotes, listDueNotes } from '../../db/decisions.ts'
import { listDigests } from '../../db/digests.ts'
import { listBirthdayEntries } from '../../db/history/history.ts'
import { type KnownPerson, listPeople } from '../../db/people.ts'
import type { PassScope } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { allBirthdays } from '../../letter/birthdays.ts'
import type { ReadyLetter } from '../../letter/paper/atom.ts'
import { sha256 } from '../../seal.ts'
import { cleanText, normalise } from '../../text.ts'
import { maySpeakOf } from '../letter/beside/promises.ts'
import { timeOf, wentOut } from '../letter/sources/sent.ts'
import { notesByPerson } from '../people/notes.ts'

/** For whom, what they asked for beyond the bare dates, and as of when. */
interface Feeding {
  readonly user: User
  readonly scopes: readonly PassScope[]
  readonly now: Instant
}

/** The entries, and how many people they name. */
export interface FeedEntries {
  readonly entries: readonly FeedEntry[]
  readonly named: number
}

type Reading = Pick<Deps, 'db' | 'seal' | 'config'>

/** Reads only. Without `names` nothing in it tells who anybody is; without `notes` no line of the owner's stands in it. */
export async function readFeed(deps: Reading, feeding: Feeding): Promise<FeedEntries> {
  const { db } = deps
  const { user, scopes, now } = feeding
  const today = now.toZonedDateTimeISO(user.timeZone).toPlainDate()
  const span = { from: today.subtract(lateDays).toString(), until: today.add(aheadDays).toString() }
  const [coffees, notes, entries, contacts] = await Promise.all([
    listCoffees(db, user.id),
    listDueNotes(db, user.id, span),
    listBirthdayEntries(db, user.id, [{ start: now.subtract(year), end: now.add(year) }]),
    listBirthdayContacts(db, user.id),
  ])
  // Whoever is let go, mourned or has died is in no feed, with or without a name.
  const isAny = coffees.length + notes.length + entries.length + contacts.length > 0
  const everybody = isAny ? await listPeople(db, user.id) : []
  const people = everybody.filter(maySpeakOf)
  const silent = everybody.filter((person) => person.kind === 'person' && !maySpeakOf(person))
  const found = [
    ...coffees.filter((coffee) => !isWithAny(coffee, silent)).flatMap((coffee) => coffeeEntry(coffee, feeding)),
    ...(await promiseEntries(deps, feeding, { notes, people })),
    ...(await birthdayEntries(feeding, { entries, contacts, people })),
  ].slice(0, mostEntries)
  const named = scopes.includes('names') ? new Set(found.map(({ who }) => who)).size : 0
  return { entries: found.map(({ entry }) => entry), named }
}

/** Of what is over, a calendar keeps what it was. */
const coffeesKept = { hours: 24 * 90 }
const lateDays = { days: 60 }
const aheadDays = { days: 730 }
const year = { hours: 24 * 400 }
const mostEntries = 2000

interface Found {
  readonly entry: FeedEntry
  readonly who: string
}

const held: ReadonlySet<CoffeeState> = new Set(['chosen', 'queued', 'sending'])
const shown: ReadonlySet<CoffeeState> = new Set([...held, 'invited', 'accepted', 'met'])

const isWithAny = ({ address }: Coffee, people: readonly KnownPerson[]): boolean =>
  people.some(({ addresses }) => addresses.some((one) => normalise(one.address) === address))

/** Times that lie behind a guest link are none that are spoken for. */
function coffeeEntry(coffee: Coffee, { scopes, now }: Feeding): readonly Found[] {
  const { id, name, state, startsAt, endsAt, createdAt, chosenAt, news, place } = asAt(coffee, now)
  if (!startsAt || !endsAt || !shown.has(state)) return []
  if (endsAt.epochMilliseconds < now.subtract(coffeesKept).epochMilliseconds) return []
  const names = scopes.includes('names')
  const tentative = held.has(state)
  const told = cleanText(name, 80)
  return [
    {
      who: told,
      entry: {
        uid: id,
        summary: names && told ? `Coffee with ${told}` : 'Coffee',
        when: { start: startsAt, end: endsAt },
        changed: latest([
          createdAt,
          ...(chosenAt ? [chosenAt] : []),
          ...(news ? [Temporal.Instant.from(news.at)] : []),
        ]),
        // As the file has it that a guest takes along.
        sequence: 2 * (news?.no ?? 0) + (tentative ? 0 : 1),
        ...(tentative ? { tentative } : {}),
        ...(names && place ? { place } : {}),
      },
    },
  ]
}

interface Notes {
  readonly notes: Awaited<ReturnType<typeof listDueNotes>>
  readonly people: readonly KnownPerson[]
}

/** A line whose day was changed is another entry. */
async function promiseEntries(
  deps: Reading,
  { user, scopes }: Feeding,
  { notes, people }: Notes,
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const { person, notes: theirs } of await notesByPerson(deps, notes, people))
    for (const { at, text, due } of person ? distinctNotes(theirs) : []) {
      if (!person || due === null) continue
      const name = cleanText(person.name, 80)
      const subject = scopes.includes('names') ? `Promised to ${name}` : 'A promise'
      found.push({
        who: name,
        entry: {
          uid: await uidOf(user, ['promise', at.toString(), text, due]),
          summary: scopes.includes('notes') ? `${subject}: ${cleanText(text, 200)}` : subject,
          when: { day: due },
          changed: at,
          url: `${deps.config.BASE_URL}/promises`,
        },
      })
    }
  return found
}

interface Birthdays {
  readonly entries: Awaited<ReturnType<typeof listBirthdayEntries>>
  readonly contacts: Awaited<ReturnType<typeof listBirthdayContacts>>
  readonly people: readonly KnownPerson[]
}

/** From the year before the owner came on, since nobody says in which year anybody was born. */
async function birthdayEntries({ user, scopes }: Feeding, known: Birthdays): Promise<readonly Found[]> {
  const { contacts, people } = known
  const entries = known.entries.map(({ title, ...row }) => ({ ...row, ...(title === null ? {} : { title }) }))
  const days = allBirthdays({ entries, contacts }, people)
  const first = user.createdAt.toZonedDateTimeISO('UTC').year - 1
  const found: Found[] = []
  for (const person of people)
    for (const { month, day } of days.get(person.address) ?? []) {
      const name = cleanText(person.name, 80)
      // A leap year, so that 29 February is a day of it.
      const from = month === 2 && day === 29 ? first - (first % 4) : first
      found.push({
        who: name,
        entry: {
          uid: await uidOf(user, ['birthday', person.address, `${month}-${day}`]),
          summary: scopes.includes('names') ? `Birthday of ${name}` : 'A birthday',
          when: { yearly: Temporal.PlainDate.from({ year: from, month, day }).toString() },
          changed: user.createdAt,
        },
      })
    }
  return found
}

/** The same every time, and nothing that could be told from it: a user's own id is known to nobody. */
const uidOf = async ({ id }: User, parts: readonly string[]) =>
  (await sha256(['feed', id, ...parts].join('|'))).slice(0, 27)

const latest = (moments: readonly [Instant, ...Instant[]]): Instant =>
  moments.reduce((one, other) => (one.epochMilliseconds >= other.epochMilliseconds ? one : other))

const shownLetters = 12

/** The letters of the last weeks that are there to be read, the newest first. */
export async function readReady({ db }: Pick<Deps, 'db'>, { user }: Pick<Feeding, 'user'>): Promise<ReadyLetter[]> {
  const rows = (await listDigests(db, user.id, shownLetters)).filter(wentOut)
  return Promise.all(
    rows.map(async (row) => ({
      id: await uidOf(user, ['letter', row.week]),
      week: row.week,
      at: timeOf(row).toString({ smallestUnit: 'second' }),
    })),
  )
}
