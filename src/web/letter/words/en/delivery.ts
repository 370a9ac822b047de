/** When a letter goes out and what became of it. */
import { inWords } from '../../../../policy.ts'

export const delivery = {
  startNow: 'Start again now',
  oftenEnough: (times: number): string =>
    `This week’s letter went out ${inWords(times)} times, which is as often as it goes.`,
  send: 'Send it',
  sendAgain: 'Send it again',
  again: (times: number): string =>
    `It goes out again with the same people, ${inWords(times)} times at most. Below is the letter that went.`,
  stillShown: (why: string): string => `${why} This page keeps showing what it would say.`,
  stopped: {
    unsubscribed: 'You are unsubscribed, so no letter goes out.',
    unproven: (address: string): string =>
      `No letter goes out before ${address}, or another address of yours, is confirmed.`,
    bounced: (address: string): string =>
      `A letter to ${address} came back, since the address takes no mail. No more are sent there.`,
  },
  startAgain: 'Start again',
  tryAgain: 'Try this address again',

  onItsWay: (address: string): string => `This week’s letter is on its way to ${address}.`,
  /** @param when "Monday 23 November at 08:00" @param gone the moment at which this week's letter went; each has its say in the next */
  onBreak: (gone: string | undefined, until: string, when: string | undefined): string =>
    `${went(gone)}You are taking a break until ${until}${when ? `; the next letter after it is on ${when}` : ''}.`,
  unplanned: (gone: string | undefined): string => `${went(gone)}No letter is planned.`,
  afterReading: (when: string, address: string, isFirst: boolean): string =>
    `The ${isFirst ? 'first' : 'next'} letter goes to ${address} at the next weekly hour after that, ${when} at the earliest.`,
  next: (gone: string, when: string): string =>
    `${went(gone)}The next one is on ${when}, if there is something to say then.`,
  goesOut: (when: string, address: string): string =>
    `It goes out on ${when}, to ${address}, in these words unless something happens before: whoever you hear from or meet drops out.`,

  failed: 'The last letter was refused by the mail relay.',
  unknown: 'It is not certain whether the last letter arrived; it was not sent twice.',
  dropped: 'The last letter could not be sent within a day, so it was left out.',
}

const went = (at: string | undefined): string => (at ? `This week’s letter went out on ${at}. ` : '')

/** The letter in one line, each with what the link behind it is called. */
export const line = {
  page: 'The letter page',
  see: 'See the letter page',
  shownSoon: 'Your first letter is shown as soon as twelve months are read.',
  ready: 'Your first letter is ready.',
  readFirst: 'Read your first letter',
  next: (day: string, clock: string): string => `Next letter ${day} at ${clock}.`,
  lookNow: 'Look at the letter now',
}
