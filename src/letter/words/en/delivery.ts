/** What is told of a letter that did not arrive: what happened, and what to do. */
import { policy, sayLasting } from '../../../policy.ts'
import { cleanText } from '../../../text.ts'

export const delivery = {
  interrupted:
    'The program stopped while this letter was leaving, so it may have reached you or not. It is not sent again by itself; you can send it from here.',
  unknown: (reason: string): string =>
    `The mail relay broke off after the letter had begun to go (${cleanText(reason, 160)}), so it may have reached you or not. It is not sent again by itself; you can send it from here.`,
  bounced: (reason: string): string =>
    `The mail relay says that your address takes no mail (${cleanText(reason, 160)}). No more letters go there until you start them again.`,
  moved: (reason: string): string =>
    `The mail relay says that your address takes no mail (${cleanText(reason, 160)}). The letter goes to your other account.`,
  refused: (reason: string): string =>
    `The mail relay refused this letter (${cleanText(reason, 160)}). Whoever runs this server can look at the relay with npm run doctor; after that you can send it from here.`,
  later: (reason: string): string =>
    `The mail relay did not take it yet (${cleanText(reason, 160)}). It is tried again by itself for a day.`,
  stale: (reason: string | null): string =>
    `The mail relay did not take this letter within a day, so it was not sent${reason ? `. ${reason}` : '.'} The next one comes at its usual hour.`,
  late: 'When this letter could be written its hour was more than a day ago, so it was not sent. The next one comes at its usual hour.',
  astray:
    'The clock of this server was ahead when this letter was written, so it was not sent. The letter of its week comes at its usual hour.',
  restored:
    'A backup was restored here that was made before this letter left, so it may have reached you or not. It is not sent again by itself; the next one comes at its usual hour.',
  nobody: 'Nobody in this letter was to be named any more when it could leave, so it stayed here.',
  gone: 'The account that this letter was written from went before it could leave, so it stayed here.',
  paused: 'Letters were paused before this one could leave, so it stayed here.',
  absent: `Nobody had been here for ${sayLasting(policy.absence.stop)} when this letter could leave, so it stayed here.`,
  unproven:
    'The address it was to go to is not confirmed as yours, so this letter was not sent. Once one is, you can send it from here.',
  stopped: 'Letters were stopped before this one could leave, so it stayed here.',
  /** What a letter is called of which nothing but its week is known. */
  thisWeek: 'The letter of this week',
}
