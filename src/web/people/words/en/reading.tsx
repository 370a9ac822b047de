/** What the page of all people says of the reading of each account: how far it is, and what could not be read, in English. */
import { number, type Place } from '../../../../place.ts'
import { count } from '../../../frame/words.ts'

type Where = Pick<Place, 'locale'>

/** Of mail or of a calendar. */
const nouns = { mail: ['message', 'messages'], calendar: ['calendar entry', 'calendar entries'] } as const
type Kind = keyof typeof nouns
const things = (kind: Kind, amount: number) => nouns[kind][amount === 1 ? 0 : 1]

export const reading = {
  heading: 'Your history',
  headingNow: 'Reading your history',
  noAccount: 'No account is being read at the moment.',
  comesNext: (kind: Kind): string => `Your ${nouns[kind][1]} come next`,
  counting: (kind: Kind, amount: number, where: Where) => (
    <>
      Counting your {nouns[kind][1]}: <b>{number(amount, where)}</b> so far
    </>
  ),
  read: (kind: Kind, amount: number, where: Where) => (
    <>
      <b>{number(amount, where)}</b> {things(kind, amount)} read
    </>
  ),
  readOf: (kind: Kind, { done, of }: Progress, where: Where) => (
    <>
      <b>{number(done, where)}</b> of about {number(of, where)} {things(kind, of)}
    </>
  ),
  bar: (kind: Kind, { done, of }: Progress, where: Where): string =>
    `${number(done, where)} of about ${number(of, where)} ${nouns[kind][1]} read`,

  failed: 'Nothing new is read here at the moment. What was read before is kept.',
  waiting: 'It goes on by itself; nothing is lost.',
  /** Of files: they reach no further than the day they were written. */
  upTo: (day: string): string => `Up to ${day}.`,
  /** @param when "12 minutes ago" */
  lastLooked: (when: string): string => `Last looked ${when}.`,
  /** @param month "April 2024" */
  readBack: (month: string): string => `Read back to ${month}.`,
  completeBack: (month: string): string => `Complete back to ${month} so far.`,
  mayClose: 'You can close this page.',
  /** @param wait "25 minutes" */
  left: (wait: string): string => `About ${wait} left; you can close this page.`,
  pace: 'The provider allows a set pace, and this keeps well under it.',

  attention: 'Needs your attention',
  linkForThem: 'The link for them',
  reconnect: 'Reconnect',
  addIt: 'Add it',

  /** Parts of an account that its provider does not hand out. @param again "Tue 1 December, 09:30" */
  setAside: {
    calendar: (again: string, between?: { readonly from: string; readonly to: string }): string =>
      `Your calendar${between ? ` between ${between.from} and ${between.to}` : ''} cannot be read whole at present: what is new or changed there is missing here, and it is tried again after ${again}.`,
    folders: (again: string): string =>
      `The list of your mail folders cannot be read at present: folders that were not known before are missing here, and it is tried again after ${again}.`,
    within: (again: string, name?: string): string =>
      `The folders within ${name ? `“${name}”` : 'a folder of this mailbox'} cannot be listed at present: new ones among them are missing here, and it is tried again after ${again}.`,
    /** @param since undefined: it was not read before */
    folder: (again: string, { name, since }: { readonly name?: string; readonly since?: string }): string =>
      `${name ? `The folder “${name}”` : 'A folder of this mailbox'} cannot be read at present: ${since ? `what came there since ${since}` : 'what is in it, or some of that,'} is missing here, and it is tried again after ${again}.`,
    more: (amount: number): string => `The same is so of ${amount} more; they are tried again too.`,
  },

  unread: {
    summary: (kind: Kind, amount: number, where: Where): string =>
      `${count(amount, `${nouns[kind][0]} that`, `${nouns[kind][1]} that`, where)} could not be read, or not whole`,
    look: 'Look at it',
    lookNumber: (index: number): string => `Look at number ${index}`,
    /** @param amount how many of them */
    inExport: (amount: number, href: string) => (
      <>
        Your <a href={href}>export</a> names {amount === 1 ? 'it' : 'each of them'} by {amount === 1 ? 'its' : 'their'}{' '}
        id, under leftOut.
      </>
    ),
  },
}

interface Progress {
  readonly done: number
  readonly of: number
}
