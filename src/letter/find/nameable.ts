/** Who may be named on somebody else's card. */
import { isGiven } from '../../people/identity/name-words.ts'
import { readName } from '../../people/identity/reader.ts'
import type { Person, Tie } from '../../people/types.ts'
import { cleanText } from '../../text.ts'
import type { Whose } from './telling.ts'

/** For telling apart who stands beside whom. */
export const whose = (
  person: { readonly address: string; readonly relationship: Pick<Tie, 'companionOf'> } | undefined,
): Whose | undefined => person && { address: person.address, companionOf: person.relationship.companionOf ?? 0 }

/** Nobody is named beside somebody else who is no person, is not to be brought up, or would never be suggested. */
export function nameable(
  person: Pick<Person, 'kind' | 'name' | 'state' | 'exclusions'> | undefined,
): string | undefined {
  if (person?.kind !== 'person' || person.state === 'let_go' || person.state === 'died' || person.exclusions.length)
    return undefined
  const { first, whole, kind } = readName(person.name)
  // One word may be a troop's or a place's: a first name that is common somewhere is somebody's.
  const isSomebodys = whole.includes(' ') || first === undefined || isGiven(first)
  return kind === 'none' || kind === 'organisation' || !isSomebodys ? undefined : cleanText(person.name, 80)
}
