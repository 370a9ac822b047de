/** What stands on several pages where there is something to ask or to say, in English. */
import type { Child } from 'hono/jsx'
import { months } from '../../../../dates.ts'
import { policy, sayLasting } from '../../../../policy.ts'
import type { Source } from '../../../../zone/decide.ts'

const sources: Readonly<Record<Source, string>> = {
  mail: 'the mail you sent',
  calendar: 'your calendar',
  browser: 'the browser you connected with',
}

const time = (place: string) => (place === 'UTC' ? place : `${place} time`)

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** "The mail you sent says Berlin time". */
function says({ place, saidBy }: { readonly place: string; readonly saidBy: readonly Source[] }, index: number) {
  const words = `${listed(saidBy.map((one) => sources[one]))} ${saidBy.length > 1 ? 'say' : 'says'} ${time(place)}`
  return index ? words : words.charAt(0).toUpperCase() + words.slice(1)
}

export const notes = {
  noLetter: 'There is no letter while no account is connected.',
  behind:
    'Mail or meetings came in since this was worked out. It is being worked out again; load this page again in a moment.',
  returned: (day: string): string =>
    `Welcome back. Nobody had been here for ${sayLasting(policy.absence.stop)}, so reading and letters stopped on ${day}. Both go on now, where they stopped.`,
  tooMuch(seconds: number): string {
    const minutes = Math.ceil(seconds / 60)
    const wait =
      seconds < 91
        ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
        : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
    return `Very much was asked for from here within a short time, so this was not done. Try again in ${wait}.`
  },

  stuck: {
    label: 'Tried again by itself',
    /** @param again day and time */
    derive: (again: string): string =>
      `Your people could not be worked out anew, so this is how they were before. It is tried again on ${again}.`,
    letter: (again: string): string => `Your letter could not be prepared. It is tried again on ${again}.`,
    backtest: (again: string): string => `The next month could not be replayed. It is tried again on ${again}.`,
  },

  rested: {
    title: 'This link has rested',
    words: 'This link has rested. Sign in for the newest letter.',
    newest: 'The newest letter',
    signIn: 'Sign in for the newest letter',
    signInWith: (label: string): string => `Sign in with ${label} for the newest letter`,
  },

  own: {
    ask: (addresses: readonly string[], shown: (words: string) => Child): Child =>
      addresses.length > 1 ? (
        <>
          Are {shown(listed(addresses))} yours as well? Until you answer, they stand in no letter. You can change your
          answer in the settings.
        </>
      ) : (
        <>
          Is {shown(listed(addresses))} yours as well? Until you answer, it stands in no letter. You can change your
          answer in the settings.
        </>
      ),
    mine: 'Yes, mine',
    theirs: 'No, somebody else’s',
  },

  zone: {
    time,
    unknownYet:
      'Your time zone is not known yet, so times here are in UTC. Your sent mail or your calendar may say it soon, or you do.',
    unknown:
      'Neither your mail nor a calendar says where you are, so times here are in UTC, and your letter comes by them. Choose your time zone.',
    which: (choices: readonly Parameters<typeof says>[0][], current: string): string =>
      `${choices.map(says).join('; ')}. Until you answer, times here and the hour of your letter are in ${time(current)}. Which one do you live by?`,
    another: 'Another one',
    label: 'Time zone',
    chooseOne: 'Choose one',
    save: 'Save',
    inUtc: 'Times are in UTC.',
    choose: 'Choose your time zone',
    comesFrom: (source: Source): string =>
      `It comes from ${sources[source]}. Choose another one here, and that one holds.`,
    notKnown: 'Not known yet: until your mail or your calendar says where you are, or you do, times are in UTC.',
  },

  strip: {
    months,
    shades: ['no contact', 'a little', 'some', 'often', 'a lot'],
    none: (name: string): string => `${name}, two years by month. No contact.`,
    /** @param last "April 2026" */
    label: (name: string, active: number, last: string): string =>
      `${name}, two years by month. Contact in ${active} ${active === 1 ? 'month' : 'months'}, ${active > 1 ? 'the last one ' : ''}${last}.`,
  },
}
