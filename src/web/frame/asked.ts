/** What a form about somebody asks for: by whom, about whom and when, and a day that it may name. */
import { Temporal } from 'temporal-polyfill'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { dayIn } from '../../letter/promise/due.ts'
import { placeOfUser } from '../../place.ts'
import { policy } from '../../policy.ts'
import { dayWanted } from './form.ts'

/** A form of the signed-in user about one of their people. */
export interface Asked<Fields> {
  readonly deps: Deps
  readonly user: User
  readonly person: KnownPerson
  readonly fields: Fields
  readonly at: Instant
}

export const unknownPerson = () =>
  new UserError(404, {
    en: 'Nobody here has this address. They may have gone with an account you disconnected, or been forgotten.',
    de: 'Hier hat niemand diese Adresse. Vielleicht ging sie mit einem Konto, das du getrennt hast, oder sie wurde vergessen.',
  })

/**
 * The start of the chosen day in the owner's zone; `policy.notNow` from today where none was chosen.
 * @throws UserError 400 for a day that is over or far away
 */
export function startOfDay(chosen: Temporal.PlainDate | undefined, at: Instant, timeZone: string): Instant {
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate()
  const day = chosen ?? today.add(policy.notNow)
  const inRange =
    Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, today.add({ years: 20 })) < 0
  if (inRange) return day.toZonedDateTime(timeZone).toInstant()
  throw new UserError(400, dayWanted())
}

/**
 * The day that was chosen, or that the line names: "2026-12-04".
 * @throws UserError 400 for a chosen day that is over
 */
export function dueOf(
  { user, at }: Pick<Asked<unknown>, 'user' | 'at'>,
  { text, chosen }: { readonly text: string; readonly chosen: Temporal.PlainDate | undefined },
): string | undefined {
  if (!chosen) return dayIn(text, at, placeOfUser(user))
  const today = at.toZonedDateTimeISO(user.timeZone).toPlainDate()
  if (Temporal.PlainDate.compare(chosen, today) < 0) throw new UserError(400, dayWanted())
  return chosen.toString()
}
