/** The note of a coffee as a whole: what the owner wrote, the times behind it, and the ways to open it elsewhere. */
import { composeLinks } from '../../coffee/compose.ts'
import { coffeeNote, hasBracket, signedNote, subjectFor } from '../../coffee/note.ts'
import type { Slot } from '../../coffee/types.ts'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { jointSubject } from '../../letter/say/introduce-note.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { programOf } from '../../providers/traits.ts'
import type { Table } from '../../work/coffee/table.ts'
import type { Company } from './company.ts'
import { type ComposeLinks, timesOf } from './planning.ts'

interface Whole {
  readonly user: User
  readonly person: KnownPerson
  readonly table: Table
  /** BCP 47. */
  readonly language: string
  readonly to: string
  readonly company: Company
  /** Where the two would meet; empty where it is not said. */
  readonly where: string
}

/** The note with the times, or with the question where there are none, signed. */
export function offeringNote({ user, table, language, where }: Whole, opener: string, guestLink?: string): string {
  const { slots, zone: guess } = table
  return coffeeNote({
    opener,
    slots,
    ownerZone: user.timeZone,
    guess,
    ownerName: user.name || user.email,
    language,
    ...(where ? { where } : {}),
    ...(guestLink ? { guestLink } : {}),
  })
}

/**
 * The table with only the times that were ticked on it; as it is where none were.
 * @throws UserError 409 where one of them is not free any more
 */
export function withTimes(table: Table, ticked: readonly Instant[]): Table {
  if (!ticked.length) return table
  const isTicked = ({ start }: Slot) => ticked.some((one) => one.epochMilliseconds === start.epochMilliseconds)
  const slots = timesOf(table).filter(isTicked)
  if (slots.length < ticked.length)
    throw new UserError(409, {
      en: 'A time you ticked filled up while you were reading. These are the times now; your note is kept.',
      de: 'Eine angekreuzte Zeit wurde belegt, während du gelesen hast. Das sind jetzt die Zeiten; deine Nachricht steht noch hier.',
    })
  return { ...table, slots }
}

/** The note without anything to answer, signed. */
export const restfulNote = ({ user }: Whole, opener: string) =>
  signedNote({ opener, ownerName: user.name || user.email })

/** Addresses that open the note in the owner's own mail. */
export function linksOf(whole: Whole, body: string): ComposeLinks {
  const { user, table, to, company } = whole
  const account = table.account?.email ?? user.email
  const program = programOf(table.account?.provider ?? 'file')
  const also = company.also && newestAddress(company.also)
  return composeLinks({ program, account, to, ...(also ? { also } : {}), subject: subjectOf(whole), body })
}

/** A mail to two says what it is, since the last thing one of them wrote about is none of the other's business. */
function subjectOf({ person, language, company: { also, joint } }: Whole): string {
  if (!also) return subjectFor(person, language)
  return joint ? jointSubject(person, also, language) : subjectFor({ relationship: {} }, language)
}

/** The same, where the note can go as it stands. */
export function readyLinks(whole: Whole, note: string): ComposeLinks | null {
  return note && !hasBracket(note) ? linksOf(whole, offeringNote(whole, note)) : null
}
