/** Reads the birthdays of a letter's week: what calendars and contacts say, and the owner's own wishes of other years. */
import { breathe } from '../../../breathe.ts'
import type { Database } from '../../../db/database.ts'
import { listWishes } from '../../../db/history/history.ts'
import type { Deps } from '../../../deps.ts'
import type { Instant } from '../../../facts.ts'
import { birthdayLines, type Celebrated } from '../../../letter/birthday-lines.ts'
import type { BirthdayLine, Card, Contact } from '../../../letter/types.ts'
import { placeOfUser } from '../../../place.ts'
import { normalise } from '../../../text.ts'
import { toContacts } from '../../people/contacts.ts'
import type { Sources } from '../sources/sources.ts'

/** Whose birthday a card speaks of has no line beside it. */
export async function birthdaysOfWeek(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  { user, at, circle, accounts, birthdays: calendar }: Sources,
  cards: readonly Card[],
): Promise<readonly BirthdayLine[]> {
  const told = new Set(
    cards.filter(({ points }) => points.some(({ kind }) => kind === 'birthday')).map(({ personId }) => personId),
  )
  const sent = await readSent(db, user.id, at, config.HISTORY_YEARS)
  const alone = toContacts(sent, accounts.own, at).filter(({ others }) => others.length === 1)
  const addressOf = ({ others: [one] }: Contact) => normalise(one?.address ?? '')
  const byAddress = await circle.find([...calendar.keys(), ...alone.map(addressOf)])
  const wishes = new Map<string, Contact[]>()
  for (const contact of alone) {
    const person = byAddress.get(addressOf(contact))
    if (person) wishes.set(person.id, [...(wishes.get(person.id) ?? []), contact])
  }
  await breathe()
  const celebrated = new Map([...byAddress.values()].map((person) => [person.id, person]))
  const inOrder = [...celebrated.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const all = inOrder.flatMap((person): readonly Celebrated[] => {
    const own = { birthdays: calendar.get(person.address) ?? [], wishes: wishes.get(person.id) ?? [] }
    if (told.has(person.id) || own.birthdays.length + own.wishes.length === 0) return []
    return [{ personId: person.id, person, ...own }]
  })
  return birthdayLines(all, { ...placeOfUser(user), now: at })
}

/** What was sent around the days of this week in other years and may be wishes. */
async function readSent(db: Database, userId: string, at: Instant, years: number) {
  const spans = Array.from({ length: years }, (_, index) => {
    const then = at
      .toZonedDateTimeISO('UTC')
      .subtract({ years: index + 1 })
      .toInstant()
    return { start: then.subtract({ hours: 24 * aroundDays }), end: then.add({ hours: 24 * (7 + aroundDays) }) }
  })
  return listWishes(db, userId, spans)
}

/** Wishes of two years may lie a few days apart, and days of the owner's zone are not those of UTC. */
const aroundDays = 5
