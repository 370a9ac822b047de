/** What an address book says of somebody, whoever hands it out: names, addresses, a day. Never a note, a picture or a number. */
import { hash53 } from '../../../hash.ts'
import { isStorableId } from '../../../storable.ts'
import { cleanText, normalise } from '../../../text.ts'

/** A day of the year. Of which year nobody asks: no age is ever said. */
export interface Birthday {
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31, as far as the month has it; 29 February is a birthday. */
  readonly day: number
}

export interface Contact {
  /** As its source calls it, the same each time it is read. */
  readonly id: string
  /** As people read them, the fullest first: at most five. */
  readonly names: readonly string[]
  /** Normalised, each once: at most fifty. */
  readonly addresses: readonly string[]
  readonly birthday?: Birthday
  /** A company, a place or a list of people, and no single human. */
  readonly group?: true
}

/** What a source read, before it is made harmless. */
export interface WrittenContact {
  /** Undefined where the source has none: then what it says names it. */
  readonly id?: string | undefined
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly birthday?: Birthday | undefined
  readonly group?: boolean | undefined
}

const mostNames = 5
const mostAddresses = 50
const longestAddress = 254

/**
 * The contact as it may be kept. Undefined where it tells nothing that is used: it has no address, and no birthday with a
 * name. Never throws.
 */
export function toContact({ id, names, addresses, birthday, group }: WrittenContact): Contact | undefined {
  const clean = [...new Set(names.slice(0, 2 * mostNames).map((name) => cleanText(name)))].filter(Boolean)
  const reached = [...new Set(addresses.slice(0, 4 * mostAddresses).map(normalise))].filter(isAddress)
  const day = birthday && isDay(birthday) ? { month: birthday.month, day: birthday.day } : undefined
  if (!reached.length && !(day && clean.length)) return undefined
  const said = {
    names: clean.slice(0, mostNames),
    addresses: reached.slice(0, mostAddresses),
    ...(day ? { birthday: day } : {}),
    ...(group ? { group: true as const } : {}),
  }
  return {
    id: id !== undefined && isStorableId(id) ? id : `said-${hash53(JSON.stringify(said)).toString(36)}`,
    ...said,
  }
}

const isAddress = (address: string) =>
  address.length <= longestAddress && !address.includes('\0') && /^[^@\s]+@[^@\s]+$/.test(address)

/** Whether the calendar has such a day, in some year. */
export function isDay({ month, day }: Birthday): boolean {
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && Number.isInteger(day) && day >= 1 && day <= days
}
