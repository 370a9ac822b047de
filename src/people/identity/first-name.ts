/** What somebody is called in letters, notes, calendars and on pages: the same everywhere. */
import { cleanText } from '../../text.ts'
import type { Exclusion } from '../types.ts'
import { readName } from './reader.ts'

/** Whoever has a name, or an address where there is none. */
export interface Named {
  readonly name: string
  readonly address: string
  readonly exclusions?: readonly Pick<Exclusion, 'kind'>[]
}

/**
 * What to greet somebody by: the first name; both of "Anna and Tom"; the whole name where no first name can be known or
 * where two people share the address. Never empty, and without square brackets.
 */
export function firstNameOf({ name, address, exclusions = [] }: Named): string {
  const { first, whole, kind } = readName(name)
  const shared = kind !== 'couple' && exclusions.some((one) => one.kind === 'household')
  return cleanText((shared ? undefined : first) || whole || address.replace(/[[\]]/g, ''), 60) || address
}

/** The same of a name that stands alone, as a sign-in or the row of an order has it; empty where nothing is written. */
export const firstNameIn = (written: string): string => firstNameOf({ name: written, address: '' })
