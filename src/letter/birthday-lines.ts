/** The birthdays of a letter's week: a line each, for everybody the owner knows well enough, in touch or not. */
import { dayMs } from '../people/days.ts'
import { firstNameOf } from '../people/identity/first-name.ts'
import { newestAddress } from '../people/newest-address.ts'
import type { Person } from '../people/types.ts'
import { type Place, tongueOf } from '../place.ts'
import { cleanText } from '../text.ts'
import { findBirthday } from './find/birthday.ts'
import { read } from './find/reading.ts'
import type { Birthday, Telling } from './find/telling.ts'
import type { BirthdayLine, Contact } from './types.ts'
import { wordsIn } from './words/words.ts'

/** In days: who was in touch within two years is told of. */
export const birthdayReach = 731

/** Somebody with a birthday that is known, or with wishes of other years. */
export interface Celebrated {
  readonly personId: string
  readonly person: Person
  readonly birthdays: readonly Birthday[]
  /** The owner's mails to them of which the wishes are some, ascending. */
  readonly wishes: readonly Contact[]
}

/** The lines in the order of the days. Nobody let go, nobody in mourning or law, nobody who is not a person. */
export function birthdayLines(
  all: readonly Celebrated[],
  moment: Place & Pick<Telling, 'now'>,
): readonly BirthdayLine[] {
  const today = moment.now.toZonedDateTimeISO(moment.timeZone).dayOfWeek
  return all
    .flatMap((one) => {
      const found = mayBeWished(one.person, moment.now) ? findBirthday(readingOf(one, moment)) : undefined
      return found ? [{ ahead: (found.weekday - today + 7) % 7, line: lineOf(one, found, moment) }] : []
    })
    .toSorted((a, b) => a.ahead - b.ahead || (a.line.name < b.line.name ? -1 : 1))
    .map(({ line }) => line)
}

/** In touch within two years, or kept close by the owner's word; not let go, and nothing grave between the two. */
export function mayBeWished(
  { kind, state, exclusions, relationship, close }: Person & { readonly close?: true },
  now: Telling['now'],
): boolean {
  const { lastAt, out } = relationship
  if (kind !== 'person' || !spokenOf.has(state) || exclusions.some((one) => grave.has(one.kind))) return false
  if (close) return true
  return out > 0 && lastAt !== undefined && now.epochMilliseconds - lastAt.epochMilliseconds <= birthdayReach * dayMs
}

const spokenOf: ReadonlySet<string> = new Set(['active', 'resting', 'elsewhere'])
const grave: ReadonlySet<string> = new Set(['mourning', 'sensitive', 'bounced', 'own_name'])

function lineOf(
  { personId, person }: Celebrated,
  found: NonNullable<ReturnType<typeof findBirthday>>,
  place: Place,
): BirthdayLine {
  const name = cleanText(person.name, 80)
  return {
    personId,
    address: newestAddress(person),
    name,
    firstName: firstNameOf(person),
    text: wordsIn(tongueOf(place)).beside.birthday(name, {
      weekday: found.today ? undefined : found.weekday,
      guessed: found.guessed,
    }),
    evidence: found.evidence,
  }
}

const readingOf = ({ person, birthdays, wishes }: Celebrated, moment: Place & Pick<Telling, 'now'>) =>
  read({
    person,
    birthdays,
    contacts: wishes,
    ...moment,
    named: () => undefined,
    notes: [],
    horizon: moment.now,
    seed: '',
  })
