/** The letter as data: who is in it, why, and what is said; html, text, the pages and the export are all made from it. */
import type { Instant } from '../facts.ts'
import type { Interaction } from '../people/tie/interaction.ts'
import type { Person } from '../people/types.ts'
import type { Tongue } from '../place.ts'

/** What a talking point may be about. The order is the order on a card. */
export type PointKind =
  | 'owed_reply'
  | 'introduction_made'
  | 'introduction_received'
  | 'note'
  | 'anniversary'
  | 'birthday'
  | 'series_ended'
  | 'shared_meetings'
  | 'last_thread'
  | 'moved'
  | 'in_common'
  | 'season'
  | 'unanswered'

/** One interaction with somebody, as a point may cite it: `id` is the one that the export shows (the dedupe key). */
export interface Contact extends Interaction {
  readonly id: string
  readonly connectionId: string
  /** The thread by the id that the account itself has for it; `thread` may be the name that another account has. */
  readonly ownThread?: string
  /** Opens the message in that account, where the account has such addresses. */
  readonly webLink?: string
}

/** What is said of someone, and the interactions that say it: the text holds nothing that they do not. */
export interface Point {
  readonly kind: PointKind
  /** The bold word in front: "Still open", "Shared", "This Thursday". */
  readonly label: string
  /** A sentence or two. */
  readonly text: string
  /** Ids of every interaction that is counted, quoted or dated in the text. Empty for a note of the owner's. */
  readonly evidence: readonly string[]
  /** The owner said of this kind too often that it is not right: it is the first on no card. Not kept on a card. */
  readonly neverLeads?: true
}

/** A first line to make one's own. */
export interface Opener {
  /** Under 60 words. At most one `[bracket]` to fill; nothing is sent while it is there. */
  readonly text: string
  /** BCP 47: the language in which the two write each other. */
  readonly language: string
  /** A line of the owner's own that stands in the place of the bracket. */
  readonly line?: {
    /** The note that it is. */
    readonly id: string
    /** The text with the bracket, for when that note is gone. */
    readonly bare: string
  }
}

/** Where a card stands in a letter, and what the letters before said: so that cards are worded together. */
export interface Turn {
  /** From 0. Cards of one letter take different wordings because they stand at different places. */
  readonly place: number
  /** By wording: how many letters ago it stood in one, 1 for the last. What was not said of late is not in it. */
  readonly before: ReadonlyMap<string, number>
  /** The same for the whole letter. */
  readonly seed: string
}

/** Which button a card has: plan a coffee, open the message that waits for an answer, or write a note that asks nothing. */
export type CardLead = 'coffee' | 'open' | 'write'

/** One person of the letter. Everything in it is plain text, already made harmless. */
export interface Card {
  readonly personId: string
  /** Where a note goes: the newest address of theirs. */
  readonly address: string
  readonly name: string
  /** For greeting and buttons; the whole name where a first name would be wrong. */
  readonly firstName: string
  /** "7 months since your last email or meeting." */
  readonly since: string
  /** "Last in touch 12 April 2026.", or where the record ends. */
  readonly lastInTouch: string
  /** Contacts in each of the last 24 months, the current one last. */
  readonly months: readonly number[]
  /** The strip of two years in words: "Most months until April 2026, quiet since." */
  readonly monthsInWords: string
  /** Why nobody can say whether it is quiet: never of somebody in a letter. */
  readonly unsure?: string
  /** Two or three where there are so many; of different kinds. */
  readonly points: readonly Point[]
  /** The kind of the first point: what the letter is about for this person. */
  readonly reason: PointKind
  readonly opener: Opener
  readonly lead: CardLead
  /** The message that waits for an answer, in the owner's own mail. */
  readonly message?: string
  /** Which wordings stand on it, so that the letters after it take others. Of cards in letters only. */
  readonly worded?: readonly string[]
}

/** Somebody met in the last days: thanks while it is fresh. */
export interface Met {
  readonly personId: string
  readonly address: string
  readonly name: string
  readonly firstName: string
  /** "You met Jonas Lind on Thursday." */
  readonly text: string
  /** What stands behind it: thanks, and what was promised. Absent in letters of before there were several ways to say it. */
  readonly thanks?: string
  readonly evidence: readonly string[]
}

/** A line of the owner's with a day: said in the letter of its week, once more a week late, and then no more. */
export interface Promised {
  readonly noteId: string
  readonly personId: string
  readonly address: string
  readonly name: string
  readonly firstName: string
  /** For Friday, to Ana Silva: “send the slides”. */
  readonly text: string
  readonly late: boolean
  /** What went to them since: "You wrote on Thursday." Never taken for the end of it. */
  readonly wrote?: string
  /** "Was that it?": asked once of what they wrote. */
  readonly asks?: string
  /** The mail that went to them. */
  readonly evidence: readonly string[]
}

/** A birthday of the week: a line, in touch or not, and never an age. */
export interface BirthdayLine {
  readonly personId: string
  readonly address: string
  readonly name: string
  readonly firstName: string
  /** "Thursday is Ana Silva’s birthday." */
  readonly text: string
  readonly evidence: readonly string[]
}

/** A meeting of some that brought somebody new: "You met Ana and Ben on Thursday." */
export interface Gathering {
  readonly text: string
  readonly about: readonly WellAbout[]
}

/** A sentence that the letter has to say beside its people, with the path of a page of ours where there is something to do. */
export interface Notice {
  readonly text: string
  /** An account that is not read as it should be; or what belongs to this one letter. Else whatever may wait. */
  readonly about?: 'connection' | 'letter'
  /** The coffee that it tells of: said only as long as its guest waits. */
  readonly coffeeId?: string
  readonly links: readonly { readonly label: string; readonly path: string }[]
}

/** Somebody of whom a letter says that something went well, and the interactions that say so. */
export interface WellAbout {
  readonly personId: string
  readonly address: string
  readonly evidence: readonly string[]
}

/** `beginning`: the first of all, in which nobody can be named yet: it says who is there. */
export type LetterKind = 'first' | 'beginning' | 'weekly' | 'empty' | 'pausing'

/** A whole letter but for its links, which differ between the mail (tokens) and the pages (session). */
export interface Letter {
  readonly kind: LetterKind
  /** Absent: English. */
  readonly tongue?: Tongue
  /** ISO week of the local day of sending: "2026-W48". */
  readonly week: string
  /** "Monday 23 November". */
  readonly date: string
  readonly subject: string
  readonly preheader: string
  /** Lines of the headline. */
  readonly headline: readonly string[]
  readonly intro: string
  readonly notices: readonly Notice[]
  readonly cards: readonly Card[]
  readonly met: readonly Met[]
  /** Absent in letters of before there were such. */
  readonly promises?: readonly Promised[]
  readonly birthdays?: readonly BirthdayLine[]
  readonly gathering?: Gathering
  /** At most once a month: "This month you and Maren met, and Teo wrote back." */
  readonly well?: string
  /** Those whom it names. */
  readonly wellAbout?: readonly WellAbout[]
  /** Which wordings stand above the cards, so that the letters after it take others. */
  readonly worded?: readonly string[]
  /** Last day on which the links of the cards work: "7 December". */
  readonly linksUntil: string
}

/** Where a card's links lead; absent ones are left out. Absolute addresses in the mail, paths on our pages. */
export interface Links {
  card(card: Card): CardLinks
  /** Of anybody beside the cards: a note that asks for nothing, and a line to keep. */
  met(one: Pick<Met, 'personId' | 'address'>): { readonly thank: string; readonly note: string }
  readonly settings: string
  readonly account: string
  /** The mail only. */
  readonly unsubscribe?: string
  /** Makes an absolute address of a notice's path where one is needed. */
  path(path: string): string
}

export interface CardLinks {
  readonly coffee: string
  readonly write: string
  readonly notNow: string
  readonly spoken: string
  readonly elsewhere: string
  readonly letGo: string
}

/** Somebody who might be picked. */
export interface Candidate {
  readonly id: string
  readonly person: Person
  /** Earlier letters that named them, or whom else they may be; oldest first. */
  readonly appearances: readonly Appearance[]
}

export interface Appearance {
  readonly at: Instant
  /** Null: nothing came of it so far. */
  readonly outcome: ItemOutcome | null
}

/**
 * What came of a pick. By the owner's word: not_now, spoken, elsewhere, let_go, kept, not_this. By what the worker saw:
 * written (the owner wrote), answered (and they did), heard (they wrote first), planned, declined (an invitation), met.
 * What each of them means for the next choice: effects.ts.
 */
export type ItemOutcome =
  | 'not_now'
  | 'spoken'
  | 'elsewhere'
  | 'let_go'
  | 'kept'
  | 'not_this'
  | 'written'
  | 'answered'
  | 'heard'
  | 'planned'
  | 'declined'
  | 'met'
