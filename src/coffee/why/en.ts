/** Why a time and a way to ask are good ones, in English. */
import { inWords, type Lasting, sayLasting } from '../../policy.ts'

export const english = {
  /** What lies around a time on its own day. */
  remark: {
    unchecked: 'Check this one in your calendar',
    day: 'Nothing else that day',
    morning: 'Nothing else that morning',
    afternoon: 'Nothing else that afternoon',
    between: (from: string, to: string): string => `Free from ${from} to ${to}`,
    after: (from: string): string => `Nothing else after ${from}`,
    until: (to: string): string => `Nothing else until ${to}`,
  },
  way: {
    noTimes: 'There are no free times to offer, so a note asks what suits.',
    noPermission: 'A note goes from your own mail and needs no further permission.',
    unchecked: 'Your calendar does not vouch for these times, so a note comes before an invitation.',
    /** @param many more than one is to come */
    notLately: (time: Lasting, many: boolean): string =>
      `${many ? 'You were not in touch with all of them' : 'You two were not in touch'} within the last ${sayLasting(time)}, so a note comes before an invitation.`,
    lately: (time: Lasting, many: boolean): string =>
      `You ${many ? 'were in touch with all of them' : 'two were in touch'} within the last ${sayLasting(time)}, so an invitation comes as no surprise.`,
    unanswered: (count: number, name: string): string =>
      count > 1
        ? `Your last ${inWords(count)} messages to ${name} have had no answer, so this one asks for nothing.`
        : `Your last message to ${name} has had no answer, so this one asks for nothing.`,
    longSilence: (time: Lasting, name: string): string =>
      `It is more than ${sayLasting(time)} since you were last in touch with ${name}, so this one asks for nothing.`,
  },
}
