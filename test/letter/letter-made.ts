/** A letter of three people as the tests need it, and links that can be told apart. */
import { Temporal } from 'temporal-polyfill'
import type { Composing } from '../../src/letter/compose.ts'
import type { Card, Links, Met } from '../../src/letter/types.ts'

export const origin = 'https://coffee.example.org'

const months = [2, 4, 1, 3, 5, 7, 4, 2, 3, 6, 4, 2, 1, 3, 3, 4, 9, 0, 0, 0, 0, 0, 0, 0]

export const maren: Card = {
  personId: 'maren',
  address: 'maren@hartwell.example',
  name: 'Maren Okafor',
  firstName: 'Maren',
  since: '7 months since your last email or meeting.',
  lastInTouch: 'Last in touch 12 April 2026.',
  months,
  monthsInWords: 'Most months until April 2026, quiet since.',
  points: [
    {
      kind: 'owed_reply',
      label: 'Still open',
      text: 'Maren’s “Studio move + a question” of 12 April was the last word between you.',
      evidence: ['1'],
    },
    {
      kind: 'shared_meetings',
      label: 'Shared',
      text: 'Nine “Accessibility guild” meetings together, 2024 to 2026.',
      evidence: ['2'],
    },
  ],
  reason: 'owed_reply',
  opener: { text: 'Maren, you wrote “Studio [new] move” in April. [your answer in a line] Coffee?', language: 'en' },
  lead: 'open',
  message: 'https://mail.google.com/mail/?authuser=sam%40reed.example#all/18f0c1',
}

const { message: _, ...unopened } = maren

export const teo: Card = {
  ...unopened,
  personId: 'teo',
  address: 'teo@fieldnotes.example',
  name: 'Teo Vasquez',
  firstName: 'Teo',
  points: [
    { kind: 'anniversary', label: 'This Thursday', text: 'Five years since your first email.', evidence: ['3'] },
  ],
  reason: 'anniversary',
  opener: { text: 'Teo, five years ago this week we wrote for the first time. Coffee?', language: 'en' },
  lead: 'coffee',
}

export const priya: Card = {
  ...teo,
  personId: 'priya',
  address: 'priya@northlight.example',
  name: 'Priya Raman',
  firstName: 'Priya',
  points: [
    { kind: 'introduction_made', label: 'Follow through', text: 'You introduced Priya to Dana.', evidence: ['4'] },
  ],
  reason: 'introduction_made',
  lead: 'write',
}

export const jonas: Met = {
  personId: 'jonas',
  address: 'jonas@lindform.example',
  name: 'Jonas Lind',
  firstName: 'Jonas',
  text: 'You met Jonas Lind on Thursday.',
  evidence: ['5'],
}

/** Monday 23 November 2026, eight in the morning in Berlin. */
export const composing: Composing = {
  kind: 'weekly',
  week: '2026-W48',
  at: Temporal.Instant.from('2026-11-23T07:00:00Z'),
  user: { name: 'Sam Reed', email: 'sam@reed.example', timeZone: 'Europe/Berlin', locale: null },
  discreet: false,
  cards: [maren, teo, priya],
  met: [jonas],
  notices: [{ text: 'Google was not read since Friday.', links: [{ label: 'Reconnect', path: '/connect/google' }] }],
  readBackTo: Temporal.Instant.from('2024-11-20T00:00:00Z'),
  nextLetter: Temporal.Instant.from('2026-11-30T07:00:00Z'),
}

/** Tokens say whose link it is and what for, so that a link that is missing or mixed up shows. */
export const links: Links & { readonly unsubscribe: string } = {
  card: ({ personId }) => ({
    coffee: `${origin}/coffee/${personId}-coffee`,
    write: `${origin}/coffee/${personId}-coffee?how=write`,
    notNow: `${origin}/do/${personId}-later`,
    spoken: `${origin}/do/${personId}-spoken`,
    elsewhere: `${origin}/do/${personId}-elsewhere`,
    letGo: `${origin}/do/${personId}-letgo`,
  }),
  met: ({ personId }) => ({
    thank: `${origin}/coffee/${personId}-thanks?how=write`,
    note: `${origin}/do/${personId}-promise`,
  }),
  settings: `${origin}/settings`,
  account: `${origin}/account`,
  unsubscribe: `${origin}/unsubscribe/sam`,
  path: (path) => `${origin}${path}`,
}
