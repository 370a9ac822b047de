/** What the page of one person says: why now or not, what lies between the two, notes, addresses and whom one could introduce, in English. */
import { number, type Place } from '../../../../place.ts'
import { count } from '../../../frame/words.ts'

type Where = Pick<Place, 'locale'>

export const page = {
  head: {
    /** @param reason whole, with its full stop */
    whyNow: (reason: string): string => `Why now: ${reason}`,
    whyNotNow: (reason: string): string => `Why not now: ${reason}`,
    /** @param reason a clause without a full stop */
    noPerson: (reason: string): string => `Not taken for a person: ${reason}.`,
    plan: (name: string): string => `Plan a coffee with ${name}`,
    forget: (name: string): string => `Forget ${name} for good`,
  },

  evidence: {
    heading: 'What there is',
    labels: {
      planned: 'Planned',
      open: 'Still open',
      lastWord: 'Last word',
      introduction: 'Introduction',
      shared: 'Shared',
      lastThread: 'Last thread',
      numbers: 'In numbers',
    },
    planned: (day: string): string => `You meet on ${day}.`,
    owed: ({ day, title }: Quoted): string => `Their message${quoted(title)} of ${day}.`,
    unanswered: ({ day, title }: Quoted): string =>
      `Your message${quoted(title)} of ${day} has had no answer; that is often timing.`,
    introduced: (name: string, day: string): string => `You introduced them to ${name} on ${day}.`,
    introducedBy: (name: string, day: string): string => `${name} introduced you on ${day}.`,
    series: ({ meetings, ended, day, title }: SeriesOf): string =>
      `${count(meetings, 'meeting')}${quoted(title)}, ${ended ? 'ended' : 'last'} on ${day}.`,
    lastThread: ({ day, title }: Quoted): string =>
      `You last wrote to each other${title === undefined ? '' : ` about${quoted(title)}`} on ${day}.`,
    numbers: ({ sent, received, met, since }: Numbers, where: Where): string =>
      `${emails(sent, where)} from you, ${emails(received, where)} from them, ${count(met, 'meeting', 'meetings', where)}${since === undefined ? '' : `, since ${since}`}.`,
  },

  notes: {
    heading: 'Your notes',
    delete: 'Delete',
    deleted: 'Deleted.',
    undo: 'Undo',
    line: 'A line to remember, such as something promised. It stays on this server.',
    day: 'A day for it, if it has one. “By Friday” in the line is enough.',
    keep: 'Keep it',
    all: 'All your notes and promises',
    doneOn: (day: string): string => `Done on ${day}`,
    /** @param day "Friday 4 December" */
    for: (day: string, year: number): string => `For ${day} ${year}`,
    done: 'Done',
    notDone: 'Not done after all',
    keepLine: (name: string): string => `Keep it for your next note to ${name}`,
    lineFor: (name: string): string =>
      `Something for ${name}, such as a link or a thought, goes where the first line of that note has a bracket to fill: once, as you wrote it.`,
    forANote: 'For your next note to them',
    wentOut: (day: string): string => `Went into a note on ${day}`,
    used: 'Used',
    useAgain: 'Use it again',
  },

  right: {
    heading: 'Is this right?',
    /** @param said the sentence itself in quotation marks, or what it was about */
    wrong: (said: string): string => `You said that this is not right, so I don’t say it: ${said}`,
    /** The sentence itself, and what is said where it is not known any more. */
    sentence: (text: string): string => `“${text}”`,
    about: (kind: string): string => `${kind}.`,
    never: (kind: string): string =>
      `You said more than once that ${kind} was not right, so no card begins with that any more.`,
    undo: 'Undo',
    undoAria: (kind: string): string => `Undo: ${kind}`,
    undoNeverAria: (kind: string): string => `Undo: ${kind} may begin a card again`,
    could: (name: string): string => `What a letter could say of ${name}`,
    tap: 'Where something is not right, one tap takes it out of your letters. Nobody is told.',
    whyNow: 'Why now',
    whyNotNow: 'Why not now',
    notRight: 'Not right',
    notRightAria: (label: string): string => `Not right: ${label}`,
    kinds: {
      owed_reply: 'an answer that is open',
      introduction_made: 'an introduction that you made',
      introduction_received: 'an introduction that was made to you',
      note: 'a note of yours',
      anniversary: 'an anniversary',
      birthday: 'a birthday',
      series_ended: 'a series of meetings that ended',
      shared_meetings: 'what you met for',
      last_thread: 'the last thread',
      moved: 'a new organisation',
      in_common: 'somebody in common',
      season: 'a time of the year',
      unanswered: 'a message without an answer',
    },
  },

  introduce: {
    heading: 'People to introduce',
    /** @param to the other one’s name as a link; @param mine, theirs “Reading group”, 3 March 2026 */
    could: ({ name, otherName, topic, mine, theirs }: Could, href: string) => (
      <>
        You could introduce {name} to <a href={href}>{otherName.whole}</a>: “{topic}” comes up with both, with {name} in{' '}
        {mine}, and with {otherName.first} in {theirs}. As far as your mail shows they have not met. Ask each first:
      </>
    ),
    said: (title: string, day: string): string => `“${title}”, ${day}`,
    note: (name: string): string => `Write a note to ${name}`,
  },

  addresses: {
    heading: (amount: number): string => (amount > 1 ? 'Addresses' : 'Address'),
    /** @param reason a clause without a full stop, or empty */
    used: (reason: string, { from, to }: { readonly from: string; readonly to: string }): string =>
      `${reason ? `${reason}. ` : ''}${from} to ${to}`,
    quiet: 'Nothing from this address for a year. Do you have another?',
    right: 'Is this right?',
    notRight: 'Not right',
    notRightAria: (address: string): string => `Not right: ${address} is somebody else’s`,
    same: 'The same person?',
    find: 'Find another entry of theirs',
    search: 'Search',
    nobody: (query: string): string => `Nobody found for “${query}”.`,
    samePerson: 'The same person',
    whose: (name: string, amount: number): string => `Are ${amount > 1 ? 'these' : 'both'} addresses ${name}’s?`,
    yes: 'The same',
    no: 'Somebody else',
  },

  timeline: {
    heading: 'Between the two of you',
    none: 'No email or meeting is stored.',
    noneOlder: 'Nothing older is stored.',
    cancelled: 'Meeting, cancelled',
    youDeclined: 'Meeting you declined',
    theyDeclined: 'Meeting they declined',
    planned: 'Planned',
    met: 'You met',
    fromMailbox: (name: string): string => `${name} wrote from your mailbox; not counted`,
    hushed: 'In a thread of the other one’s in your mailbox; not counted',
    youWrote: 'You wrote',
    theyWrote: 'They wrote',
    beside: 'On the same mail',
    /** @param what one of the above; @param others how many more were on it */
    with: (what: string, others: number): string => (others ? `${what}, with ${count(others, 'other')}` : what),
    noTitle: 'No title stored',
    noSubject: 'No subject stored',
    open: (program: string): string => `Open in ${program}`,
    older: 'Older',
    newest: 'Newest',
  },
}

const quoted = (title: string | undefined) => (title === undefined ? '' : ` “${title}”`)
const emails = (amount: number, where: Where) => `${number(amount, where)} ${amount === 1 ? 'email' : 'emails'}`

/** A mail of a day, with its title where that may be quoted. */
interface Quoted {
  readonly day: string
  readonly title?: string | undefined
}

interface SeriesOf extends Quoted {
  readonly meetings: number
  readonly ended: boolean
}

interface Numbers {
  readonly sent: number
  readonly received: number
  readonly met: number
  /** The day of the first. */
  readonly since: string | undefined
}

interface Could {
  readonly name: string
  readonly otherName: { readonly whole: string; readonly first: string }
  readonly topic: string
  readonly mine: string
  readonly theirs: string
}
