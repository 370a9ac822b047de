/** Why somebody is due or is not, in English: whole sentences. */
import { every, plural, span } from '../../../spans.ts'

/** A message or meeting of a day, with its title where that may be quoted. */
interface Quoted {
  readonly day: string
  readonly title: string | undefined
}

/** How the two used to be in touch; counts are of what was read so far. */
export interface Rhythm {
  readonly gapDays: number | undefined
  /** Who wrote more often; undefined: too little to tell. */
  readonly more: 'both' | 'owner' | 'they' | undefined
  readonly met: number
  readonly mails: number
}

export const english = {
  letGo: 'You asked not to have them suggested again.',
  died: 'You said that they have died.',
  elsewhere: 'You two talk elsewhere, so mail and meetings say little here.',
  resting: (until: string | undefined): string => (until === undefined ? 'Resting.' : `Resting until ${until}.`),
  /** @param reason a clause without a full stop */
  leftOut: (reason: string): string => `Left out because: ${reason}.`,

  nothing: 'No personal mail or small meeting between you yet.',
  noneFromOwner: 'Nothing has gone from you to them so far.',
  noneFromThem: 'Nothing has come from them to you so far.',
  tooLittle: 'Too little between you so far to know what is usual.',

  planned: (day: string): string => `A meeting is planned for ${day}.`,
  addedOnly: 'You added them by hand, and nothing between you is on record yet.',
  /** @param days since then; less than one: today. @param gapDays what is usual, where that is known */
  last: (days: number, gapDays: number | undefined): string =>
    `Your last email or meeting was ${ago(days)}${gapDays === undefined ? '' : `; about ${every(gapDays)} is usual for the two of you`}.`,
  /** @param unread “work@acme.example has not been read since 8 November” */
  lastKnown: (days: number, unread: string): string =>
    `The last email or meeting I know of was ${ago(days)}; ${lowered(unread)}.`,
  /** @param ended “work@acme.example was read until 3 November” */
  ended: (days: number, ended: string): string =>
    `The last email or meeting I know of was ${ago(days)}; ${lowered(ended)}, so I can’t tell whether it is quiet between you.`,
  longAgo: (day: string): string => `Your last email or meeting was more than two years ago, on ${day}.`,
  longAgoAsKnown: (day: string): string =>
    `The last email or meeting I know of was more than two years ago, on ${day}.`,

  /** Of another entry that may be the same human; `name` has its address. */
  alike: {
    letGo: (name: string): string => `You asked not to have ${name} suggested again, who may be the same person.`,
    died: (name: string): string => `You said that ${name}, who may be the same person, has died.`,
    elsewhere: (name: string): string => `You and ${name} talk elsewhere, who may be the same person.`,
    resting: (name: string, until: string | undefined): string =>
      `${name} rests${until === undefined ? '' : ` until ${until}`}, who may be the same person.`,
    /** @param reason a whole sentence */
    barred: (name: string, reason: string): string => `${reason} That is said of ${name}, who may be the same person.`,
    planned: (name: string, day: string): string =>
      `A meeting with ${name} is planned for ${day}, who may be the same person.`,
    unread: (name: string): string =>
      `An account that knew ${name} is not read any more, who may be the same person; nobody can tell whether it is quiet.`,
    met: (name: string, day: string): string => `You met ${name} on ${day}, who may be the same person.`,
    wrote: (name: string, day: string): string => `You wrote with ${name} on ${day}, who may be the same person.`,
    usual: (gapDays: number): string =>
      `With another entry that may be the same person, about ${every(gapDays)} is usual for the two of you.`,
  },

  added: (day: string): string => `You added them by hand on ${day}; nothing between you is on record since.`,
  rhythm: (of: Rhythm, silentDays: number): string =>
    `${used(of)}; it is ${span(silentDays)} since your last email or meeting.`,
  /** @param day of the last contact; @param ended “work@acme.example was read until 3 November” */
  rhythmEnded: (of: Rhythm, { day, ended }: { readonly day: string; readonly ended: string }): string =>
    `${used(of)}; the last email or meeting I know of was on ${day}. ${ended}.`,

  asked: ({ day, title }: Quoted): string => `Their question${quoted(title)} of ${day} is still open between you.`,
  introduced: (name: string, day: string): string =>
    `You introduced them to ${name} on ${day}, and the two went on from there.`,
  series: (count: number, { day, title }: Quoted): string =>
    `Your series of ${count} meetings${quoted(title)} ended on ${day}.`,
  /** @param month "April", "April 2025" */
  moved: ({ from, to, month }: { readonly from: string; readonly to: string; readonly month: string }): string =>
    `They have written from ${to} since ${month}; ${from} has gone quiet.`,
  introducedTo: (name: string, { day, times }: { readonly day: string; readonly times: number }): string =>
    `They introduced you to ${name} on ${day}; you two have been in touch ${often(times)} since.`,
  introducedBy: (name: string, day: string): string => `${name} introduced you on ${day}.`,
  owed: ({ day, title }: Quoted): string => `Their message${quoted(title)} of ${day} was the last word between you.`,
  unanswered: ({ day, title }: Quoted): string =>
    `Your message${quoted(title)} of ${day} was the last word; that is often timing.`,
  lastThread: (month: string, title: string | undefined): string =>
    `You last wrote to each other${title === undefined ? '' : ` about${quoted(title)}`} in ${month}.`,
}

const ago = (days: number) => (days < 1 ? 'today' : `${span(days)} ago`)
/** "The calendar of" within a sentence. */
const lowered = (words: string) => words.replace(/^The /, 'the ')
const quoted = (title: string | undefined) => (title === undefined ? '' : ` “${title}”`)
const often = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

/** "You used to be in touch about every 2 weeks, nearly evenly (6 emails read so far)". */
function used({ gapDays, more, met, mails }: Rhythm): string {
  const usual = gapDays === undefined ? '' : ` about ${every(gapDays)}`
  const evenness = more
    ? { both: ', nearly evenly', owner: ', more often from you', they: ', more often from them' }[more]
    : ''
  const amount = [met ? plural(met, 'meeting') : '', mails ? plural(mails, 'email') : ''].filter(Boolean).join(' and ')
  return `You used to be in touch${usual}${evenness} (${amount} read so far)`
}
