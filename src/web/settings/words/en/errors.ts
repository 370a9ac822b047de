/** What does not fit, below its field. */
import { mostDaysOff } from '../../../../settings.ts'

/** By the name of each field that `settings.ts` refuses. */
const fields: Readonly<Record<string, string>> = {
  letterDay: 'Choose a day of the week.',
  letterHour: 'Choose an hour from 00 to 23.',
  people: 'Choose a number from one to five.',
  pausedUntil: 'Write a day such as 2027-01-15, or leave it empty.',
  workingDays: 'Choose at least one day on which a coffee is possible.',
  workingFrom: 'Write a time such as 09:00.',
  workingTo: 'Write a time such as 18:00.',
  lunchFrom: 'Write a time such as 12:00, or leave both empty.',
  lunchTo: 'Write a time such as 13:00, or leave both empty.',
  ownHours: 'Write times such as 09:00, or leave both of a day empty.',
  daysOff: `Write days such as 2026-12-24, up to ${mostDaysOff} stretches.`,
  coffeeMinutes: 'Choose a length from 15 to 90 minutes.',
  noticeDays: 'Write a number of days from 0 to 14.',
  bufferMinutes: 'Write a number of minutes from 0 to 60.',
  travelMinutes: 'Write a number of minutes from 0 to 120.',
  coffeesAWeek: 'Write a number from 1 to 7.',
  holidays: 'Choose a region from the list.',
  locale: 'Choose one of the ways in the list.',
  letterTongue: 'Choose one of the languages in the list.',
  meetingLink: 'Write a whole address that begins with https://, or leave it empty.',
}

export const errors = {
  fields,
  other: 'This does not fit.',
  bothEnds: 'Write both ends of the gap, or neither.',
  gapEnds: 'The gap has to end after it begins.',
  dayEnds: 'The day has to end after it begins.',
  offEnds: 'Days off have to end after they begin.',
  shared: 'Choose one of the answers in the list.',
  zone: 'Choose a time zone from the list.',
  unconfirmed: 'This address is not confirmed as yours yet. Have a link sent there first.',
  notAmong: 'Choose one of the addresses in the list. To use another, connect its account first.',
  pauseOver: 'Choose a day that is still to come, or leave it empty.',
  noAddress: (text: string): string => `“${text}” is not a whole e-mail address.`,
  mostAddresses: (most: number): string => `Up to ${most} addresses fit here.`,
}
