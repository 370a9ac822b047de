/** What somebody is called by: the first name, where one can be known. */
import { cleanText } from '../../text.ts'
import type { Person } from '../types.ts'
import { lexicons } from '../words.ts'
import { plainName } from './name.ts'

/**
 * What to greet somebody by: the first name; both words of "Anna and Tom"; the name as it is written where it has no
 * first name or where two people share the address. Never empty, and without square brackets.
 */
export function firstNameOf(person: Pick<Person, 'name' | 'address' | 'exclusions'>): string {
  const name = cleanText((plainName(person.name) ?? person.name).replace(/[[\]]/g, ''), 60) || person.address
  const both = couple.exec(name)?.[0]
  if (both) return both
  if (person.exclusions.some(({ kind }) => kind === 'household')) return name
  const words = name.split(' ')
  const [first = name] = words
  // An initial is no name, and scripts without capitals often put the family first.
  const whole = words.length < 2 || family.test(name) || !/^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(first)
  return whole ? name : first
}

const joining = [...new Set(Object.values(lexicons).flatMap(({ and }) => and))].map((word) =>
  word.replace(/[.+]/g, '\\$&'),
)

const couple = new RegExp(`^\\p{Lu}[\\p{L}'’-]+ (?:${joining.join('|')}) \\p{Lu}[\\p{L}'’-]+(?= |$)`, 'u')

const family = /^(?:familie|family|famille|familia|the) /i
