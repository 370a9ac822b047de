/** What the page of all people says of them: headline, picture, lists and groups, and who is added or left out, in English. */
import { number, type Place } from '../../../../place.ts'
import { daysOf, inWords, policy } from '../../../../policy.ts'
import { count, list } from '../../../frame/words.ts'

type Where = Pick<Place, 'locale'>

/** "2,000 people". */
const people = (amount: number, where: Where) => count(amount, 'person', 'people', where)

export const page = {
  title: 'People',
  letter: {
    heading: 'Your letter',
    /** @param day "Monday" */
    when: (day: string, clock: string): string => `${day}s, ${clock}`,
    /** @param people of one letter, at most */
    facts: ({ address, timeZone, people }: LetterFacts): string =>
      `For ${address}, ${timeZone}. Up to ${people === 1 ? 'one person' : `${inWords(people)} people`}.`,
    pausedUntil: (day: string): string => `Taking a break until ${day}.`,
    change: 'Change your letter',
  },
  stored: {
    heading: 'What is stored',
    kinds: 'Names, addresses, dates, subjects, meeting titles',
    amounts: (mail: number, meetings: number, where: Where): string =>
      `${count(mail, 'message header', 'message headers', where)} and ${count(meetings, 'calendar entry', 'calendar entries', where)}`,
    never: 'Message text and attachments: never fetched',
    see: 'See all of it, export or delete it',
  },

  headline: {
    reading: 'Reading who you are in touch with',
    nobody: 'Nobody here yet',
    unsure: (amount: number, where: Where): string => `${people(amount, where)}, as far as I could read`,
    close: (amount: number, where: Where): string => `${people(amount, where)}, close to where you left them`,
    mostlyClose: (amount: number, where: Where): string =>
      `${people(amount, where)}, mostly close to where you left them`,
    someAway: (amount: number, where: Where): string =>
      `${people(amount, where)}, some of them further away than usual`,
  },
  lede: {
    people:
      'Each dot is someone you’ve truly corresponded with. A line means they’ve drifted past their usual distance from you.',
    unconnected: 'No account is connected. Connect one, and the people you really write to and meet appear here.',
    reading:
      'The first names appear within minutes, the people of the last weeks first. You can close this page; the reading goes on.',
    nobody: 'There are no people here whom you wrote to and who wrote back. Another account of yours may know more.',
  },
  connect: 'Connect an account',
  /** @param more how many there are beside those who are named */
  quiet: (names: readonly string[], more: number): string =>
    `${more > 0 ? `${names.join(', ')} and ${count(more, 'other')}` : list(names)} ${names.length + more === 1 ? 'has' : 'have'} been quiet for longer than is usual between you. Everyone else can wait.`,
  unsure: (amount: number, where: Where): string =>
    `Not every account could be read of late, so of ${people(amount, where)} I can’t tell whether it is quiet between you.`,
  nobodyQuiet: 'Nobody has been quiet for unusually long. There is nothing to do.',
  firstLook: 'The reading still goes on, so this is a first look and will change.',

  orbit: {
    title: 'Your people by time since you were last in touch',
    rings: { month: 'a month', season: 'a season', halfYear: 'half a year', year: 'a year', years: 'two years' },
    you: 'you',
    nobody: 'Nobody is drawn yet.',
    /** @param due how many of those drawn; @param named some of them */
    words({ drawn, total, due, named }: Drawn): string {
      const who = total > drawn ? `${count(drawn, 'person', 'people')} of ${total}` : count(total, 'person', 'people')
      if (!due) return `${who}. All within their usual distance.`
      const past = due === 1 ? 'One has' : `${due} have`
      return `${who}. ${past} drifted past the usual distance${named.length ? `, among them ${list(named)}` : ''}.`
    },
  },

  soon: {
    about:
      'Quiet for longer than is usual for the two of you. Strips show two years, month by month; stronger colour means more contact.',
    all: (amount: number, where: Where): string => `All ${number(amount, where)} who have been quiet for long`,
    plan: (name: string): string => `Plan a coffee with ${name}`,
  },
  groups: { soon: 'Soon', in_touch: 'In touch', resting: 'Resting', left_out: 'Left out' },
  /** Of one person. */
  standing: { soon: 'Soon', in_touch: 'In touch', resting: 'Resting', left_out: 'Left to you' },
  everyoneElse: 'Everyone else',
  all: (amount: number, where: Where): string => `All ${people(amount, where)}`,
  before: 'The hundred before',
  next: 'The next hundred',
  toEveryone: 'Back to everyone',

  table: { name: 'Name', years: 'Last two years', last: 'Last in touch', now: 'Now' },
  /** @param ago "7 months ago" */
  lastKnown: (ago: string): string => `${ago}, as far as I know`,
  notYet: 'not yet',
  elsewhere: 'You talk elsewhere',
  notSuggested: 'Not suggested',
  restingUntil: (month: string): string => `Resting until ${month}`,
  meetingOn: (day: string): string => `Meeting on ${day}`,

  seenOnly: {
    heading: 'Seen only',
    about:
      'People on your mail or in your meetings with whom it never went both ways, so they are not suggested. The search finds them.',
    aboutWithLink: (href: string) => (
      <>
        People on your mail or in your meetings with whom it never went both ways, so they are not suggested. The search
        finds them, or <a href={href}>see all who are seen only</a>.
      </>
    ),
  },
  search: {
    label: 'Find someone',
    hint: 'A name or an address',
    button: 'Search',
    found: (query: string): string => `“${query}”`,
    nobody: (query: string): string => `Nobody found for “${query}”`,
  },

  close: 'Kept close',
  add: {
    heading: 'Add somebody by hand',
    about: (): string =>
      `A mentor or an old colleague, though little was written. Without a rhythm of your own they count as quiet after ${daysOf(policy.addedByHand)} days. Nobody is told. You can also keep up to ${inWords(policy.close.most)} people close, on their pages.`,
    name: 'Name',
    address: 'Address',
    button: 'Add them',
  },
  leftOut: {
    heading: 'Not people',
    about: 'Newsletters, robots, lists and role addresses. If one of them is a person, say so.',
    show: 'Show what was left out and why',
    more: (amount: number, where: Where): string => `${number(amount, where)} more: find them with the search above.`,
    all: (amount: number, where: Where): string => `All ${number(amount, where)}`,
    kinds: { person: 'person', robot: 'robot', list: 'list', role: 'role address' },
    person: 'This is a person',
    personAria: (name: string): string => `This is a person: ${name}`,
  },
  sharedMailbox: (one: string, other: string): string =>
    `Mail goes out from here as ${one} and as ${other}. If two of you write from this mailbox, only mail under your own name counts as yours. You can change this in the settings at any time.`,

  share: {
    title: 'Shared',
    heading: 'What was shared',
    nothing: 'Nothing came along',
    notKept: 'Nothing is kept yet. It is yours to choose what becomes of it.',
    how: 'Share an address or some words from another app, and they stand here in a form.',
    note: 'A note about somebody',
    whom: 'Whom is it about?',
    nobody: (query: string): string => `Nobody found for “${query}”.`,
    noteFor: (name: string): string => `Note it for ${name}`,
    toPeople: 'To your people',
  },
}

interface LetterFacts {
  readonly address: string
  readonly timeZone: string
  readonly people: number
}

interface Drawn {
  readonly drawn: number
  readonly total: number
  readonly due: number
  readonly named: readonly string[]
}
