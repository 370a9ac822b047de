/** The page of all notes and promises in English. */
import { policy, sayLasting } from '../../../../policy.ts'

export const promises = {
  title: 'Promises and notes',
  nothing: 'Nothing is noted so far. A line to remember can be kept on the page of each of your people.',
  withDay: 'With a day',
  toRemember: 'To remember',
  done: 'Done',
  foot: (): string =>
    `What has a day stands in the letter of its week, and once more within ${sayLasting(policy.promiseLate)} after it. From then on it stays here and on the page of the person.`,
  somebody: 'Somebody who is in no mail here any more',
  noted: (day: string): string => `Noted on ${day}.`,
  wrote: (day: string): string => `You wrote to them on ${day}.`,
  anotherDay: 'Another day',
  aDay: 'A day for it',
  change: 'Change',
  keepDay: 'Keep the day',
}
