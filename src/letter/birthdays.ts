/** Whose a birthday in the calendar is: only the title says, so only a full name that one person alone bears counts. */
import type { Instant } from '../facts.ts'
import { fullName, nameTokens } from '../people/identity/name.ts'
import { isBirthday } from '../people/subjects/subject.ts'
import type { Person } from '../people/types.ts'
import type { Birthday } from './find/telling.ts'

/** An entry of the calendar whose type is a birthday; its day is one of UTC, as all-day entries are kept. */
export interface BirthdayEntry {
  readonly id: string
  readonly at: Instant
  readonly title?: string
}

/**
 * The birthdays of each person, by the address that the person's id is made from. A title with no word for a birthday, with
 * the names of two people, or with a name that two people bear is nobody's, and nobody's who has died. Of several years the oldest entry is cited.
 */
export function birthdaysOf(
  entries: readonly BirthdayEntry[],
  people: readonly (Pick<Person, 'kind' | 'name' | 'address'> & Partial<Pick<Person, 'state'>>)[],
): ReadonlyMap<string, readonly Birthday[]> {
  // Reading thousands of names for nothing takes longer than a letter.
  if (!entries.length) return new Map()
  const byName = new Map<string, string[]>()
  const died = new Set(people.flatMap(({ state, address }) => (state === 'died' ? [address] : [])))
  for (const { kind, name, address } of people) {
    const full = kind === 'person' ? fullName(name) : undefined
    if (full) byName.set(full, [...(byName.get(full) ?? []), address])
  }
  const found = new Map<string, Birthday[]>()
  for (const { id, at, title } of entries.toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)) {
    if (title === undefined || !isBirthday(title)) continue
    const named = new Set(namesIn(title).flatMap((name) => byName.get(name) ?? []))
    const [address] = named
    if (address === undefined || named.size > 1 || died.has(address)) continue
    const { month, day } = at.toZonedDateTimeISO('UTC')
    const known = found.get(address) ?? []
    if (!known.some((one) => one.month === month && one.day === day)) found.set(address, [...known, { id, month, day }])
  }
  return found
}

/** A contact with a birthday. */
export interface BirthdayContact extends Birthday {
  readonly names: readonly string[]
  /** In normal form. */
  readonly addresses: readonly string[]
}

/** What is known of birthdays around a day: what the calendar marks as such, and what contacts say. */
export interface KnownBirthdays {
  readonly entries: readonly BirthdayEntry[]
  readonly contacts: readonly BirthdayContact[]
}

type Bearer = Pick<Person, 'kind' | 'name' | 'address'> &
  Partial<Pick<Person, 'state'>> & { readonly addresses: readonly (string | { readonly address: string })[] }

/**
 * The same with those of contacts: whose address stands in one, and of a contact without an address whoever alone bears its
 * whole name.
 */
export function allBirthdays(
  { entries, contacts }: KnownBirthdays,
  people: readonly Bearer[],
): ReadonlyMap<string, readonly Birthday[]> {
  const found = new Map(birthdaysOf(entries, people))
  if (!contacts.length) return found
  const living = people.filter(({ kind, state }) => kind === 'person' && state !== 'died')
  const byAddress = new Map(
    living.flatMap(({ address, addresses }) =>
      addresses.map((one) => [typeof one === 'string' ? one : one.address, address] as const),
    ),
  )
  const nameless = contacts.some(({ addresses }) => !addresses.length)
  const byName = nameless ? Map.groupBy(living, ({ name }) => fullName(name) ?? '') : new Map<string, Bearer[]>()
  for (const { id, month, day, names, addresses } of contacts) {
    const named = addresses.length ? [] : (byName.get(fullName(names[0]) ?? '\0') ?? [])
    const owners = new Set([
      ...addresses.flatMap((one) => byAddress.get(one) ?? []),
      ...named.map(({ address }) => address),
    ])
    const [owner] = owners
    if (owner === undefined || owners.size > 1) continue
    const known = found.get(owner) ?? []
    if (!known.some((one) => one.month === month && one.day === day)) found.set(owner, [...known, { id, month, day }])
  }
  return found
}

/** A title that speaks of a birthday. */
export const saysBirthday = (title: string | undefined): boolean => title !== undefined && isBirthday(title)

/** Every two to five words that stand side by side, also without the last one’s genitive s: "Nell Hart’s", "Nell Harts". */
function namesIn(title: string): readonly string[] {
  const words = nameTokens(title.replaceAll(',', ' '))
  return words.flatMap((_, from) =>
    [2, 3, 4, 5].flatMap((count) => {
      const name = words.slice(from, from + count).join(' ')
      return from + count > words.length ? [] : [name, ...(name.endsWith('s') ? [name.slice(0, -1)] : [])]
    }),
  )
}
