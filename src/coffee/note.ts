/** The note that asks for a coffee: the owner's first line, the times on both clocks, and the owner's name. */
import { firstNameIn, firstNameOf, type Named } from '../people/identity/first-name.ts'
import type { Tie } from '../people/types.ts'
import { cleanText, cut } from '../text.ts'
import type { Slot, ZoneGuess } from './types.ts'
import { noteWords } from './words.ts'
import { sameClock, sayClock, sayOffset, sayTime } from './zone.ts'

interface Signed {
  /** The first lines, as the owner has them now. */
  readonly opener: string
  /** The owner's whole name. */
  readonly ownerName: string
}

interface Asking extends Signed {
  /** BCP 47. Where it has no words of its own the note says nothing but times, and those in numbers. */
  readonly language: string
}

interface Offering extends Asking {
  readonly slots: readonly Pick<Slot, 'start'>[]
  readonly ownerZone: string
  readonly guess?: ZoneGuess | undefined
  /** A page on which the other picks one of the times. */
  readonly guestLink?: string | undefined
  /** Where the two would meet in person. */
  readonly where?: string | undefined
}

/** A note that offers these times, the other's clock first where it is guessed to be another. Lines end with \n. */
export function coffeeNote({ slots, ownerZone, guess, guestLink, where, ...note }: Offering): string {
  if (!slots.length) return plainNote(note)
  const words = noteWords(note.language)
  const differs = guess !== undefined && slots.some(({ start }) => !sameClock(start, ownerZone, guess.timeZone))
  const line = ({ start }: Pick<Slot, 'start'>) => {
    const own = sayTime(start, ownerZone, note.language)
    const zone = differs ? guess?.timeZone : undefined
    const there = zone && sayTime(start, zone, note.language)
    if (!words) {
      const mine = `${own.date}, ${own.time} (${sayOffset(start, ownerZone)})`
      return there ? `- ${there.date}, ${there.time} (${sayOffset(start, zone)}) = ${mine}` : `- ${mine}`
    }
    if (!guess) return `- ${own.date}, ${words.at(own.time, sayClock(start, ownerZone, words.locale))}`
    if (!there) return `- ${own.date}, ${own.time}`
    const mine = there.date === own.date ? own.time : `${own.date}, ${own.time}`
    return `- ${there.date}, ${words.both(there.time, mine)}`
  }
  const asked = words ? [differs ? words.suitsGuessed : words.suits] : []
  const times = [...asked, ...slots.map(line)].join('\n')
  const place = where ? [words ? words.where(cleanText(where)) : cleanText(where)] : []
  const link = guestLink ? [words ? `${words.link} ${guestLink}` : guestLink] : []
  return paragraphs([note.opener, times, ...place, ...link, firstNameIn(note.ownerName)])
}

/** A note that asks what suits, without times: where the calendar says too little to offer any. */
export function plainNote({ opener, ownerName, language }: Asking): string {
  return paragraphs([opener, noteWords(language)?.asks ?? '', firstNameIn(ownerName)])
}

/** A note that asks for nothing beyond what its first lines say. */
export function signedNote({ opener, ownerName }: Signed): string {
  return paragraphs([opener, firstNameIn(ownerName)])
}

/**
 * Whether a `[bracket]` of an opener is still to be filled. Brackets inside quotation marks belong to a subject that is
 * quoted; a number in brackets is nothing to fill.
 */
export function hasBracket(text: string): boolean {
  const own = text.replace(quoted, '')
  return /\[\s*\p{L}[^[\]]*\]/u.test(own)
}

/**
 * The owner's own text as it may leave and be kept: line breaks stay, everything invisible goes, at most 4,000 characters.
 */
export function cleanNote(text: string): string {
  const lines = cut(text, 10 * longestNote)
    .split(/\r\n?|\n/)
    .map((line) => cleanText(line, longestNote))
  return [
    ...lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  ]
    .slice(0, longestNote)
    .join('')
}

const longestNote = 4000
const quoted = /[“„«][^“”„«»\n]{1,150}[”“»]|(?<=^|[\s(])"[^"\n]{1,150}"(?=$|[\s.,;:!?)])/gmu

/** The subject of a mail to somebody: their last good one, else a plain word. */
export function subjectFor(person: { readonly relationship: Pick<Tie, 'lastThread'> }, language = 'en') {
  return cleanText(person.relationship.lastThread?.title ?? '') || (noteWords(language)?.subject ?? '')
}

/** What the meeting is called in all calendars: "Coffee, Maren and Sam", "Coffee, Maren, Jonas and Sam"; names alone without words. */
export function titleFor(
  {
    person,
    also,
    owner,
  }: {
    readonly person: string | Named
    /** Who else comes. */
    readonly also?: Named | undefined
    readonly owner: string
  },
  language = 'en',
): string {
  const first = typeof person === 'string' ? firstNameIn(person) : firstNameOf(person)
  const guests = also ? `${first}, ${firstNameOf(also)}` : first
  const words = noteWords(language)
  return cleanText(words ? words.title(words.and(guests, firstNameIn(owner))) : `${guests} & ${firstNameIn(owner)}`)
}

const paragraphs = (parts: readonly string[]) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')
