/** A coffee that waits for its owner, is on its way or planned; and what is there for one without a page of its own. */
import type { Child } from 'hono/jsx'

/** Whom a coffee is with. */
export interface Who {
  /** "Ana", "Ana and Ben". */
  readonly name: string
  readonly several: boolean
}

/** Buttons and links that several pages have. */
export const acts = {
  undo: 'Undo',
  back: 'Back',
  close: 'You can close this page.',
  backToCoffee: 'Back to the coffee page',
  toPage: (name: string): string => `To ${name}’s page`,
  planAnother: 'Plan another',
  sendNow: 'Send now',
  yourNote: 'Your note',
}

/** What became of it. @param when "Thursday 3 December at 10:00" */
export const coffee = {
  aTime: 'a time to come',
  putting: (when: string): string => `It is being put into your calendar: ${when}.`,
  /** @param clock null: it leaves at this moment */
  leaving: (when: string, clock: string | null): string =>
    `${clock ? `Going out at ${clock}` : 'Going out now'}: an invitation for ${when}.`,
  accepted: ({ name }: Who, when: string): string => `${name} accepted: ${when}.`,
  kept: ({ name }: Who, when: string): string =>
    `It is in your calendar: ${when}. Its server invites nobody, so ${name} hears of it from you.`,
  invited: ({ name }: Who, when: string): string =>
    `The invitation for ${when} is in your calendar and on its way to ${name}.`,
  offered: ({ name }: Who): string => `${name} can pick a time on the page whose link you have. Nothing is chosen yet.`,
  met: (when: string): string => `You met on ${when}.`,
  declined: ({ name }: Who, when: string): string => `${name} declined ${when}.`,
  undone: (when: string): string => `The invitation for ${when} was taken back before it left.`,
  stayed: (when: string): string => `The invitation for ${when} has not gone out.`,
  /** @param kept in a calendar that invites nobody */
  stands: (when: string, kept: boolean, problem: string): string =>
    `The ${kept ? 'entry' : 'invitation'} for ${when} is in your calendar. ${problem}`,
  /** What is about to happen to the event. @param to null: it is called off. @param clock null: at this moment */
  changing({ name }: Who, { when, to, clock, kept }: Changing): string {
    const out = clock ? `Going out at ${clock}` : 'Going out now'
    const what = to ? `the event of ${when} moves to ${to}` : `the event of ${when} is called off`
    const told = kept ? `and ${name} hears of it from you` : `and ${name} is told by your calendar`
    return `${out}: ${what}, ${told}.`
  },
}

interface Changing {
  readonly when: string
  readonly to: string | null
  readonly clock: string | null
  readonly kept: boolean
}

/** A time that a guest chose. */
export const chosen = {
  notOut: (name: string, kept: boolean): string =>
    `Nothing has gone out to ${name} yet. It is fixed once ${kept ? 'it stands in your calendar' : 'your invitation comes'}.`,
  byHand: (form: Child): Child => <>Or by your own hand: {form}, and save it there.</>,
  download: 'Download a calendar file',
  putAway: 'Put it away',
  afterwards: (name: string): string =>
    `The file is for your own calendar; nobody is invited by it. Put away, the time is free again, and ${name} reads so only on the page with your times: a word from you is kinder.`,
  send: (name: string): string => `Send ${name} the invitation`,
  /** @param minutes null: at once */
  leaves: (minutes: number | null): string =>
    minutes === null
      ? 'It leaves as soon as you press.'
      : `It leaves ${wait(minutes)} after you press, and until then you can undo it.`,
  keep: 'Put it into my calendar',
  keeping: (name: string): string =>
    `Your calendar’s server invites nobody. The next page has a note to ${name} for your own mail, and the entry as a file.`,
  needs:
    'To put it in your calendar and invite them from here I need permission to add events. Once you have given it, this invitation goes out by itself; for any other I use it only when you press send.',
  give: 'Give the permission',
  invited: (name: string, minutes: number | null): string =>
    minutes === null
      ? `${name} is invited at once.`
      : `${name} is invited ${wait(minutes)} after that, and until then you can undo it.`,
  /** Only where the mail did not go as it should: whoever reads this knows of it by now. */
  told: {
    unknown:
      'A mail about it was on its way to you when the line broke, so it may have reached you or not; it is not sent again.',
    failed: 'The mail relay did not take the mail that was to tell you of it.',
    unsent: 'No mail was sent to you about it, since none of your addresses takes mail from here.',
  },
  /** On the pages of people. */
  open: 'Open it to send the invitation',
  look: 'Look at it',
}

/** "10 minutes". */
const wait = (minutes: number): string =>
  minutes < 1 ? 'within a minute' : minutes === 1 ? 'a minute' : `${minutes} minutes`

/** A coffee in both calendars. @param kept in a calendar that invites nobody */
export const fixed = {
  byHand: (name: string, kept: boolean): string =>
    `To move it or to call it off, use your own calendar${kept ? '' : `, which tells ${name}`}; this page follows what stands there.`,
  callOff: 'Call it off',
  callingOff: (name: string, kept: boolean): string =>
    `It leaves your calendar, and ${kept ? `${name} hears of it from you` : `your calendar tells ${name}`}. There is time to undo it. “Plan another” below keeps this one.`,
  callOffAndPlan: 'Call it off and plan another',
  moveTo: 'Move it to another time',
  anotherTime: 'Another time',
  moving: (name: string, kept: boolean): string =>
    `${kept ? `Your calendar follows, and ${name} hears of it from you.` : `Both calendars follow, and yours tells ${name}.`} There is time to undo it.`,
  move: 'Move it',
}

/** In the owner's own calendar, whose server invites nobody. */
export const kept = {
  note: (name: string): string => `Your note to ${name}`,
  open: 'Open it in my mail program',
  download: 'Download the entry as a file',
  file: (name: string): string =>
    `Put the file into the mail, and ${name} can take it into their own calendar. Nothing is sent from here.`,
}

/** What a guest did since. */
export const news = {
  seen: 'I have seen it',
  stopped: (name: string): string =>
    `${name} would rather just write than pick a time on a page. Offer times in the note itself.`,
  again: 'We agreed otherwise: let me make such pages again',
}

export const permission = {
  title: 'One permission is missing',
  needs:
    'To put this in your calendar I need permission to add events. I use it only when you press send. Your note and the time are kept.',
  give: 'Give the permission',
  without: (form: Child): Child => <>Or without it: {form}, and save it there.</>,
}

/** A note to be opened elsewhere. */
export const ready = {
  title: (names: string): string => `Your note to ${names}`,
  lede: 'It opens in your own mail, filled in. You send it there, or change it first.',
  to: (name: string, address: string): string => `To ${name}, ${address}`,
  openIn: (program: string): string => `Open it in ${program}`,
  openInMail: 'Open in my mail program',
}

/** Ways that lead elsewhere, and what whoever has a link but not its owner's session reads. */
export const links = {
  form: (program: string): string => `open a filled-in form in ${program}`,
  title: 'A coffee',
  /** @param from what the link came in */
  belongs: (owner: string, from: 'mail' | 'letter', about: string | undefined): string =>
    `This link belongs to ${owner}’s ${from}${about ? `, about ${about}` : ''}. Sign in to see ${from === 'mail' ? 'it' : 'free times'}.`,
  signIn: 'Sign in to see free times',
  signInWith: (label: string): string => `Sign in with ${label} to see free times`,
  mailed: 'Have a link mailed to you',
}
