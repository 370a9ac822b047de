/** What an owner may let in, and have told, in English. */
import type { Child } from 'hono/jsx'
import { policy, sayLasting } from '../../../../policy.ts'

export const programs = {
  title: 'Programs of yours',
  assistants: (href: string): Child => (
    <>
      <a href={href}>Let an assistant ask</a> who is due and why: off until you make a token.
    </>
  ),
  feeds: (href: string): Child => (
    <>
      <a href={href}>Your dates in your calendar</a>, and letters in a reader of feeds: off until you make an address.
    </>
  ),
  webhook: (href: string, words: string): Child => (
    <>
      <a href={href}>Tell a program</a> that a letter is ready: {words}
    </>
  ),
  on: 'on.',
  off: 'off until you name one.',
  /** @param problem what it did, as it was kept: "did not answer in time" */
  ended: (problem: string | null): string =>
    `It ${problem ?? 'ended'}, so nothing is sent there. Name it again to go on.`,
  again: (problem: string): string => `It ${problem}. It is tried again by itself.`,
  givenUp: (problem: string, day: string): string =>
    `It ${problem}, and was given up ${sayLasting(policy.webhook.tried)} after ${day}. The next letter is told of all the same.`,
  telling: 'It is being told something just now.',
  took: (day: string): string => `It took the last message on ${day}.`,
  nothingYet: 'It has been told nothing so far.',
}
