/** One row of a table as a contact, and the days that such tables write. */
import { hash53 } from '../../hash.ts'
import { type Birthday, type Contact, isDay, toContact } from '../../providers/standard/contacts/contact.ts'
import { readBirthday } from '../../providers/standard/contacts/written-date.ts'
import { cut } from '../../text.ts'
import type { Columns, Role } from './forms.ts'

/** "1/2/1980": the second of January, or the first of February. */
export type UnsureDay = readonly [one: number, other: number]

export type Day = Birthday | UnsureDay

export const isUnsure = (day: Day): day is UnsureDay => Array.isArray(day)

/** What a row says; `day` as far as it tells one. */
export interface Row {
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly day?: Day | undefined
  readonly group: boolean
}

/** @param field a cell by its place, as text */
export function readRow(columns: Columns, field: (at: number) => string): Row {
  const all = Map.groupBy(columns, ([, role]) => role)
  const texts = (role: Role) => (all.get(role) ?? []).map(([at]) => cut(field(at), longestCell).trim()).filter(Boolean)
  const composed = [...texts('title'), ...texts('first'), ...texts('middle'), ...texts('last')].join(' ')
  const names = [...texts('whole'), composed].filter(Boolean)
  const [firm = ''] = texts('firm')
  return {
    names: names.length ? names : [firm],
    // Google puts several of one kind into one cell.
    addresses: texts('address').flatMap((cell) => cell.split(' ::: ')),
    day: texts('birthday')
      .map(readDay)
      .find((day) => day !== undefined),
    group: !names.length || names.every((name) => name === firm),
  }
}

/** A cell of addresses holds a hundred of them. */
const longestCell = 4000

/**
 * The contact that it is; undefined where it tells nothing that is used. A row has no name of its own: it is the same one as
 * long as it stays under the same name and first address, so that an address that is added changes it.
 */
export function contactOfRow({ names, addresses, group }: Row, birthday: Birthday | undefined): Contact | undefined {
  const contact = toContact({ names, addresses, birthday, group })
  if (!contact) return undefined
  const called = JSON.stringify([contact.names[0], contact.addresses[0]])
  return { ...contact, id: `row-${hash53(called).toString(36)}` }
}

/**
 * "1980-01-02", "--01-02", "02.01.1980", "1/2/1980" (unsure), "2-1-1980"; undefined for "0/0/00", with which Outlook says that
 * there is none, and for what is no date. The year is not kept.
 */
export function readDay(written: string): Day | undefined {
  const known = readBirthday(written)
  if (known) return known
  const [, one = '', sign = '', other = ''] =
    /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?\d{2,4}(?: .{0,40})?$/.exec(written) ?? []
  const [a, b] = [Number(one), Number(other)]
  if (sign === '.') return isDay({ day: a, month: b }) ? { day: a, month: b } : undefined
  if (!isDay({ day: a, month: b }) && !isDay({ day: b, month: a })) return undefined
  return a === b ? { day: a, month: b } : [a, b]
}

/** How such days are to be read, by all of a table: whatever cannot be a month is the day; undefined where nothing says so. */
export function orderOf(days: readonly UnsureDay[]): 'day first' | 'month first' | undefined {
  const [dayFirst, monthFirst] = [days.some(([one]) => one > 12), days.some(([, other]) => other > 12)]
  return dayFirst === monthFirst ? undefined : dayFirst ? 'day first' : 'month first'
}

/** The day in this order; undefined where it has none. */
export function inOrder([one, other]: UnsureDay, order: ReturnType<typeof orderOf>): Birthday | undefined {
  const [day, month] = order === 'day first' ? [one, other] : [other, one]
  return order && isDay({ day, month }) ? { day, month } : undefined
}
