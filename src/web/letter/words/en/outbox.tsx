/** What would have been mailed from this machine, and the sample's calendar. */
import type { Child } from 'hono/jsx'
import type { Reply } from '../../../../facts.ts'
import { count, list } from '../../../frame/words.ts'

export const outbox = {
  title: 'Outbox',
  lede: 'No mail relay is set up, so mail to you stays here instead of being sent. This page exists on this machine only.',
  empty: (link: string): Child => (
    <>
      No letter has gone out yet. The <a href={link}>letter page</a> shows the next one and can send it now.
    </>
  ),
  hands:
    'The sample account is a world of its own. “Let them answer” has people reply to what you sent them in the last seven days and accept your invitations. “A week later” moves its clock to just after your next letter. Coffee soon learns of either only by reading the account again.',
  answer: 'Let them answer',
  weekLater: 'A week later',
  weekPassed: 'A week has passed. The account is read first, then the letter appears here by itself.',
  weekHere: 'A week has passed, and its letter is here.',
  answered: (answers: number): string =>
    `${count(answers, 'answer')} arrived in the sample account; load this page again in a moment.`,
  nobody: 'Nobody had anything to answer.',
  to: (address: string): string => `To ${address}`,
  times: (sends: number): string => `sent ${sends} times`,
  letter: 'The letter',
  frame: (subject: string): string => `Letter: ${subject}`,
  text: 'The text part',
}

const replies: Readonly<Record<Reply, string>> = {
  accepted: 'accepted',
  tentative: 'maybe',
  declined: 'declined',
  none: 'no answer yet',
}

export const sampleCalendar = {
  title: 'The sample calendar',
  about: (day: string, clock: string): string =>
    `Seven days back and fourteen ahead, as it was read. Now it is ${day}, ${clock} there.`,
  empty: 'Nothing was read of these days yet.',
  cancelled: 'cancelled',
  untitled: 'No title stored',
  /** @param more how many there are beside these */
  guests: (guests: readonly { readonly name: string; readonly reply: Reply }[], more: number): string => {
    const shown = guests.map(({ name, reply }) => `${name} (${replies[reply]})`)
    return list(more > 0 ? [...shown, `${more} more`] : shown)
  },
}
