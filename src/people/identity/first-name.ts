/** What somebody is called in letters, notes, calendars and on pages: the same everywhere. */
import { cleanText } from '../../text.ts'
import type { Exclusion } from '../types.ts'
import { particles, wordKey } from './name-words.ts'
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

/**
 * What a first line begins with: the same in normal case, whatever the mail has ("jane marlow", "J MARLOW"); empty where
 * there is an address or an account alone, which nobody is greeted by.
 */
export function greetingOf(named: Named): string {
  const { first, kind } = readName(named.name)
  return kind === 'none' && !first ? '' : inNormalCase(firstNameOf(named))
}

function inNormalCase(name: string): string {
  const words = name.split(' ')
  if (name !== name.toLowerCase() && !words.every((word) => word === word.toUpperCase())) return name
  if (name.toLowerCase() === name.toUpperCase()) return name
  return words.map((word) => word.replace(/\p{L}+/gu, capital)).join(' ')
}

/** Initials, and words that hold a name together, stay as they are written. */
function capital(word: string): string {
  if (particles.has(wordKey(word))) return word.toLowerCase()
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('').toLowerCase()
}

/** The same of a name that stands alone, as a sign-in or the row of an order has it; empty where nothing is written. */
export const firstNameIn = (written: string): string => firstNameOf({ name: written, address: '' })
