/** Sessions, signing in once more, and signing in by a link. */
import type { Child } from 'hono/jsx'
import { type Lasting, sayLasting } from '../../../../policy.ts'
import { count } from '../../../frame/words.ts'

export const sessions = {
  title: 'Where you are signed in',
  lede: (idle: Lasting, longest: Lasting): string =>
    `A browser is signed out by itself after ${sayLasting(idle)} without a visit, and ${sayLasting(longest)} after signing in.`,
  /** As it is kept, such as "Firefox on Linux"; empty where it said nothing. */
  browser: (said: string): string => said || 'A browser',
  here: 'this one',
  /** Since a day, no hour: no more is known. */
  today: 'today',
  yesterday: 'yesterday',
  lastWeekday: (weekday: string): string => `last ${weekday}`,
  onDay: (day: string): string => `on ${day}`,
  since: (day: string): string => `signed in on ${day}`,
  end: 'Sign out',
  endOf: (browser: string): string => `Sign out ${browser}`,
  endAll: 'Sign out everywhere',
  kept: (link: (label: string) => Child) => (
    <>
      What a browser calls itself is kept in these few words, and the day it was last used. Network addresses and places
      are not. What happened lately stands on {link('your account page')}.
    </>
  ),
  allEnded: 'You are signed out everywhere',
  allEndedSays: (amount: number): string =>
    `${count(amount, 'browser was', 'browsers were')} signed out, this one among them. Your account and your letters go on as they are.`,
}

/** What is about to be done, as it stands after "Before". */
const acts = {
  export: 'everything is handed out as a file',
  disconnect: 'an account is disconnected',
  delete: 'everything is deleted',
  handOut: 'a program is let in by a token',
  connect: 'this account, which is new here, becomes a way in',
  confirm: 'a link goes out that makes this address a way in',
}

export type Act = keyof typeof acts

export const again = {
  title: 'Sign in once more first',
  lede: (act: Act, time: Lasting): string =>
    `You signed in more than ${sayLasting(time)} ago. Before ${acts[act]}, sign in once more, so that nobody else can do it in a browser that was left open. Nothing was changed.`,
  back: 'Back',
  signInWith: (label: string, sample: boolean): string => `Sign in with ${sample ? `the ${label}` : label}`,
  byMail: 'Have a link mailed to you',
}

export const link = {
  title: 'Sign in by a link',
  lede: (time: Lasting): string =>
    `A link goes to your address, if it is one that is known to be yours here. It works for ${sayLasting(time)}, once, in any browser.`,
  address: 'Your email address',
  send: 'Send the link',
  known:
    'Known to be yours is an address that the provider of an account of yours vouches for, or at which you pressed a link.',
  inMail: 'Look into your mail',
  inOutbox: 'Look into the outbox',
  asked: (time: Lasting): string =>
    `If that address is known to be somebody’s here, a link is on its way to it. It works for ${sayLasting(time)}, once.`,
  noRelay: (outbox: (label: string) => Child) => (
    <>
      No mail relay is set up on this machine, so it lies in {outbox('the outbox')}, which you see while you are signed
      in, and stands in the terminal in which this program runs.
    </>
  ),
  spam: (anHour: number): string =>
    `Look among its spam as well. Up to ${anHour} such mails go to one address within an hour.`,
  ask: 'Sign in to Coffee soon?',
  becomes: (address: string) => (
    <>
      This browser becomes signed in to the account of <b>{address}</b>.
    </>
  ),
  another: 'It is another account than the one you are signed in to here now, which ends in this browser by it.',
  signIn: 'Sign in',
  notAsked: 'If you did not ask for this, close the page: without the button nothing happens.',
  over: 'This link signs nobody in',
  overSays: (time: Lasting): string =>
    `Such a link works for ${sayLasting(time)}, once. Ask for another one, if you still want to sign in.`,
  askAgain: 'Ask for another link',
}
