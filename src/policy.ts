/** The numbers that people are promised: how long somebody rests, a link lasts, a time is held. Rule and sentence both read them here. */

/** A length of time in one unit, as `add` of a calendar date takes it. */
export type Lasting =
  | { readonly minutes: number }
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }

/** Read each time a rule or a sentence is wanted, so that the two never differ. The principle "Don't hound" has most of them. */
export const policy = {
  /** Between two letters that name the same person. */
  betweenMentions: { weeks: 6 },
  /** So many mentions in a row of which nothing came, and the rest that follows. */
  untouched: { inRow: 2, rest: { months: 6 } },
  /** So many notes or invitations without an answer or a yes, and the rest that follows. */
  unanswered: { inRow: 3, rest: { months: 12 } },
  /** After "Not this one": not the right sort of person. */
  passedOver: { months: 6 },
  /** How many people may be kept close, and the shorter rests that hold for them. */
  close: {
    most: 5,
    betweenMentions: { weeks: 3 },
    untouched: { months: 2 },
    unanswered: { months: 3 },
    passedOver: { months: 2 },
  },
  /** Somebody added by hand of whom no rhythm is known counts as quiet after this. */
  addedByHand: { days: 180 },
  /** So many times "not right" to points of one kind, and it is the first on no card any more. */
  notRight: 2,
  /** After "Not now", where the owner names no day. */
  notNow: { months: 1 },
  /** A note has had no answer for so long before a letter says so. */
  patience: { days: 21 },
  /** A line with a day is said in its week, and once more within this after its day. */
  promiseLate: { weeks: 1 },
  /** So many characters has a line for the next note to somebody at most. */
  lineForANote: 300,
  /** So many letters in a row of which nothing came, and how long none is written after that. */
  quiet: { letters: 4, pause: { months: 1 } },
  /** So soon after a letter no other one comes: whoever had theirs early has the next in the week after. */
  betweenLetters: { days: 4 },
  /** So many letters say that a week is quiet; then none comes before there is something. */
  quietLetters: 2,
  /** How often one week's letter may go out. */
  sendsOfALetter: 3,
  /** How long the links of a letter last: to plan a coffee, and for the small answers. */
  coffeeLink: { days: 14 },
  answerLink: { days: 60 },
  /** Links that confirm an address: how long one lasts, and how rarely they are sent. */
  confirm: { link: { days: 14 }, addressesOfAUser: 3, sameAddress: { days: 30 }, ofAServerADay: 100 },
  /** How long a browser stays signed in: without a visit, and at the longest. */
  session: { idle: { days: 30 }, longest: { days: 180 } },
  /** After this since signing in, one signs in once more before exporting, disconnecting, deleting and connecting one more account. */
  freshSignIn: { hours: 1 },
  /** Links to sign in by: how long one lasts, and how many go to one address and leave a server. */
  signInLink: { link: { minutes: 15 }, sameAddressAnHour: 5, ofAServerADay: 500 },
  /** What stands in the log of sign-ins, and how much of it. */
  happenings: { kept: { days: 180 }, most: 200 },
  /** Secrets that an owner hands out: how many at a time, and how long it is kept what was asked by them. */
  passes: { most: 20, usesKept: { days: 180 } },
  /** A program that is told of letters: how long one is tried, and how long it is kept that it was told. */
  webhook: { tried: { days: 3 }, kept: { days: 60 } },
  /**
   * How many requests come from one client, or of one user, before they wait: `burst` at once, then so many a minute. Far
   * more than people, mail programs that open every link, and tests do. `anybody`: pages without a session. `signIn`: whatever
   * begins or ends a sign-in at a provider. `link`: asking for a link by mail. `live`: pages that ask a calendar. `assistant`:
   * requests with one token; `assistantNotes`: lines that it writes. `feed`: how often one secret address is fetched.
   */
  rates: {
    anybody: { burst: 3000, perMinute: 1200 },
    signIn: { burst: 300, perMinute: 60 },
    link: { burst: 30, perMinute: 1 },
    live: { burst: 240, perMinute: 60 },
    assistant: { burst: 90, perMinute: 30 },
    assistantNotes: { burst: 20, perMinute: 1 },
    feed: { burst: 120, perMinute: 6 },
  },
  /** Between two mails that say that accounts have to be connected again. */
  betweenAlarms: { months: 1 },
  /** Nobody opened a page or pressed a link for so long: reading stops. So long before, one mail says so. */
  absence: { stop: { months: 6 }, notice: { weeks: 2 } },
  /** A task due for so long is overdue, and a letter that waits for the relay for so long is late: `/readyz` says so. */
  overdue: { minutes: 15 },
  letterLate: { hours: 2 },
  /** So long nobody is read, or no letter leaves, before whoever runs the server is told by mail. */
  standstill: { hours: 24 },
  /** After a silence of so long the first thing is a note that asks for nothing. */
  longSilence: { months: 12 },
  /** Who was in touch within this is asked by an invitation without surprise. */
  recentlyInTouch: { days: 90 },
  /** How long an introduction that was made is left alone before it is asked after, and how long that question stands. */
  askAfter: { weeks: 6 },
  askAfterFor: { weeks: 6 },
  /** The backups that the program makes by itself: how often, how many are kept, and when the oldest is gone at the latest. */
  backups: { every: { days: 7 }, kept: 4, gone: { days: 28 } },
  /** How long a time that a guest chose is held. */
  hold: { hours: 72 },
  /** How much is read of one archive of files: entries, what they unpack to, and how many times more than they are. */
  archives: { entries: 200_000, gigabytes: 200, times: 200 },
  /** How many contacts of one account are kept. */
  contacts: 50_000,
  /** What was deleted is out of the files of the embedded database within this, while the program runs. */
  erased: { days: 1 },
  /** Invitations and notes of one owner in any 24 hours. */
  coffeesADay: 10,
  /** No time is offered in a week that has so many coffees. */
  coffeesAWeek: 2,
  /** How far ahead times are offered, and how far ahead one may be chosen by hand. */
  offered: { weeks: 3 },
  farthestChoice: { days: 60 },
} as const satisfies Readonly<Record<string, unknown>>

/** In days; of hours only whole days. Months differ in length: they are added to a date of the calendar instead. */
export function daysOf(time: Exclude<Lasting, { readonly months: number } | { readonly minutes: number }>): number {
  return 'weeks' in time ? 7 * time.weeks : 'days' in time ? time.days : Math.floor(time.hours / 24)
}

/** In hours, for a moment rather than a date. */
export const hoursOf = (time: Exclude<Lasting, { readonly months: number } | { readonly minutes: number }>): number =>
  'hours' in time ? time.hours : 24 * daysOf(time)

/** Whether so many days without contact are a long silence. */
export const isLongSilence = (days: number): boolean => days > Math.floor((365.25 / 12) * policy.longSilence.months)

/** "six weeks", "half a year", "a year and a half", "14 days", "72 hours": as it stands after "for". */
export function sayLasting(time: Lasting): string {
  if ('minutes' in time) return time.minutes === 1 ? 'a minute' : `${time.minutes} minutes`
  if ('hours' in time) return time.hours === 1 ? 'an hour' : `${time.hours} hours`
  if ('days' in time) return time.days === 1 ? 'a day' : `${time.days} days`
  if ('weeks' in time) return time.weeks === 1 ? 'a week' : `${inWords(time.weeks)} weeks`
  const years = Math.floor(time.months / 12)
  const whole = years === 1 ? 'a year' : `${inWords(years)} years`
  if (time.months % 12 === 0) return whole
  if (time.months % 12 !== 6) return time.months === 1 ? 'a month' : `${inWords(time.months)} months`
  if (years === 0) return 'half a year'
  return years === 1 ? 'a year and a half' : `${inWords(years)} and a half years`
}

/** "no", "one" to "twelve", digits beyond. */
export const inWords = (count: number): string => numbers[count] ?? String(count)

/** "Three", as a sentence begins. */
export const atFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')
