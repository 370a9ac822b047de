/** What is known of the times of the form, and why other days have none. */
import type { Child } from 'hono/jsx'
import { type Lasting, sayLasting } from '../../../../policy.ts'
import { count } from '../../../frame/words.ts'

export const times = {
  when: 'When',
  ticked: 'The note offers the times you tick; with none ticked, the first three.',
  other: 'Other times',
  /** Behind a time of the owner's, on their guest's clock. */
  forThem: (time: string): string => `${time} for them`,

  unticked: (href: string): Child => (
    <>
      None of your calendars is ticked to be asked: <a href={href}>choose some</a>.
    </>
  ),
  mayNotRead: (href: string): Child => (
    <>
      Coffee soon may not read your calendar: <a href={href}>let it see when you are free</a>.
    </>
  ),
  cannotRead: 'Coffee soon may not read your calendar.',
  onlyYours: 'Only your own calendar is checked.',
  checkYourself: 'Check these times yourself.',
  asksInstead: 'The note asks what suits instead of naming times.',
  sparse: 'Your calendar holds very little, so it says little about when you are free.',
  unreachable: 'Your calendar could not be reached just now.',
  odd: 'Some of these are early, late or at a weekend for them: in the hours of an office nothing else is free.',
  unread: (entries: number): string =>
    `${entries === 1 ? 'One entry of it does' : `${count(entries, 'entry', 'entries')} of it do`} not say when, so look there as well before you ask.`,
  /** @param names of calendars */
  shut: (names: readonly string[]): string =>
    `${names.map((name) => `“${name}”`).join(' and ')} could not be read, so look there as well before you ask.`,
  sameZone: 'They seem to be in your time zone, as far as the clock on their last emails says.',
  /** @param hours of theirs minus the owner's, such as -5.5 */
  otherZone: (hours: number): string => {
    const apart = Math.abs(hours)
    const amount = Number.isInteger(apart) ? count(apart, 'hour') : `${apart} hours`
    return `Your time first, theirs second. Their zone, ${amount} ${hours < 0 ? 'behind' : 'ahead'}, is a guess from the clock on their last emails.`
  },

  /** @param why a sentence without its end */
  whole: (why: string): string => `${why}.`,
  soAsks: (why: string): string => `${why}, so the note asks what suits.`,
  /** Each without its end; of how far times are offered. */
  none: {
    asleep: 'Where your hours are free it is night for them, as far as the clock on their last emails says',
    hours: (ahead: Lasting, minutes: number): string =>
      `Your hours of the next ${sayLasting(ahead)} have no room for ${minutes} minutes, going by your settings`,
    off: (ahead: Lasting): string =>
      `All your days of the next ${sayLasting(ahead)} are days off, going by your settings`,
    holiday: (ahead: Lasting, region: string | undefined): string =>
      `What your days off leave of the next ${sayLasting(ahead)} are public holidays${region ? ` in ${region}` : ''}`,
    guestHoliday: (ahead: Lasting, region: string | undefined): string =>
      `What is left of your days of the next ${sayLasting(ahead)} are public holidays${region ? ` in ${region}, where they seem to live` : ' where they live'}`,
    full: (ahead: Lasting): string =>
      `Each of your weeks of the next ${sayLasting(ahead)} has as many coffees as you want in one`,
    busy: (ahead: Lasting): string => `Nothing is free in your working hours of the next ${sayLasting(ahead)}`,
  },

  daysWithout: 'Days without a time, and why',
  onDay: (day: string, why: string): string => `${day}: ${why}`,
  closed: {
    hours: 'no room in your hours',
    off: 'a day off',
    full: 'a week with as many coffees as you want in one',
    night: 'night for them in your hours',
    busy: 'nothing free in your hours',
    holiday: (name: string | undefined, region: string | undefined): string =>
      `${name ?? 'a public holiday'}${region ? `, a public holiday in ${region}` : ''}`,
  },
}
