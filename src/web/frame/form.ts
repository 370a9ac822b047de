/** Reads the fields of submitted forms, typed by a zod schema; and what a form about a person asks for. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { policy, sayLasting } from '../../policy.ts'

/** A form of the signed-in user about one of their people. */
export interface Asked {
  readonly deps: Deps
  readonly user: User
  readonly person: KnownPerson
  readonly form: FormData
  readonly at: Instant
}
/** Does what the form asks for, inside one transaction. @throws UserError */
export type Change = (tx: Database, asked: Asked) => Promise<void>

/** A field of the form, without space around it; empty where it is missing. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** More than any field of a form holds. */
const longestField = 5000
const sent = z.array(z.unknown())

/** Fields of a form as `readFields` reads them; of what was not sent: empty text, no tick, no values. */
export const field = {
  /** The first text of this name, without space around it and cut. */
  text: sent.transform(([first]) => (typeof first === 'string' ? first.trim().slice(0, longestField) : '')),
  tick: sent.transform((all) => all.length > 0),
  several: sent.transform((all) => all.filter((one) => typeof one === 'string')),
} as const

/** The fields that a schema names, typed. Whatever else the form holds is left out. */
export const readFields = <Schema extends z.ZodObject>(form: FormData, schema: Schema): z.output<Schema> =>
  schema.parse(Object.fromEntries(Object.keys(schema.shape).map((name) => [name, form.getAll(name)])))

export const unknownPerson = () =>
  new UserError(404, 'Nobody here has this address. They may have gone with an account you disconnected.')

/**
 * The start of the chosen day in the owner's zone; `policy.notNow` from today where none was chosen.
 * @throws UserError 400 for a day that is over or no day
 */
export function startOfDay(chosen: string, at: Instant, timeZone: string): Instant {
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate()
  try {
    const day = chosen ? Temporal.PlainDate.from(chosen) : today.add(policy.notNow)
    const inRange =
      Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, today.add({ years: 20 })) < 0
    if (inRange) return day.toZonedDateTime(timeZone).toInstant()
  } catch {
    // Falls through to the same sentence as a day in the past.
  }
  throw new UserError(
    400,
    `Choose a day that is still to come, such as ${sayLasting(policy.notNow)} from now. Nothing was changed.`,
  )
}
