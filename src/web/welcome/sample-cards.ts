/** Three made-up people: what a letter looks like, before anybody's mail is read. */
import { Temporal } from 'temporal-polyfill'
import { monthsInWords } from '../../letter/say/months.ts'
import type { Card, Met } from '../../letter/types.ts'

/** The Monday on which the sample letter is dated; every word of it holds for that day. */
export const sampleDay = Temporal.Instant.from('2026-11-23T08:00:00Z')
const thisMonth = Temporal.PlainYearMonth.from('2026-11')

const strip = (...busy: number[]) => {
  const months = [...busy, ...Array<number>(24 - busy.length).fill(0)]
  return { months, monthsInWords: monthsInWords(months, { current: thisMonth }) }
}

export const teo: Card = {
  personId: 'teo',
  address: 'teo@fieldnotes.example',
  name: 'Teo Vasquez',
  firstName: 'Teo',
  since: '14 months since your last email or meeting.',
  lastInTouch: 'Last in touch 25 September 2025.',
  ...strip(8, 9, 5, 8, 8, 6, 9, 3, 5, 3),
  points: [
    {
      kind: 'anniversary',
      label: 'This Thursday',
      text: 'Five years since your first email, 26 November 2021.',
      evidence: ['first'],
    },
    {
      kind: 'shared_meetings',
      label: 'Shared',
      text: '22 “Thursday reading group” meetings together, 2024 to 2025.',
      evidence: ['group'],
    },
  ],
  reason: 'anniversary',
  opener: {
    text: 'Teo, our first email was five years ago this week. Thank you for the years since. [one thing from them that stayed with you] How about a coffee some day soon? Only if it suits you.',
    language: 'en',
  },
  lead: 'coffee',
}

const maren: Card = {
  personId: 'maren',
  address: 'maren@hartwell.example',
  name: 'Maren Okafor',
  firstName: 'Maren',
  since: '7 months since your last email or meeting.',
  lastInTouch: 'Last in touch 12 April 2026.',
  ...strip(2, 4, 2, 5, 9, 8, 4, 3, 5, 8, 4, 2, 1, 3, 2, 5, 8),
  points: [
    {
      kind: 'owed_reply',
      label: 'Still open',
      text: 'Their “Studio move + a question” of 12 April, and no answer by mail so far.',
      evidence: ['question'],
    },
    {
      kind: 'shared_meetings',
      label: 'Shared',
      text: 'Nine “Accessibility guild” meetings together, 2025 to 2026.',
      evidence: ['guild'],
    },
    {
      kind: 'in_common',
      label: 'In common',
      text: 'Jonas Lind, on six threads with you both.',
      evidence: ['threads'],
    },
  ],
  reason: 'owed_reply',
  opener: {
    text: 'Maren, you sent me “Studio move + a question” in April and I never answered. I’m sorry. [your answer, in a line] Shall we have a coffee by video, 45 minutes, whenever suits? No is a fine answer too.',
    language: 'en',
  },
  lead: 'open',
}

const priya: Card = {
  personId: 'priya',
  address: 'priya@northlight.example',
  name: 'Priya Raman',
  firstName: 'Priya',
  since: '5 months since your last email or meeting.',
  lastInTouch: 'Last in touch 9 June 2026.',
  ...strip(0, 1, 0, 2, 1, 0, 0, 1, 2, 0, 1, 0, 2, 1, 0, 1, 2, 1, 3),
  points: [
    {
      kind: 'introduction_made',
      label: 'Follow through',
      text: 'You introduced Priya to Dana Whitlock on 3 June, and they both replied.',
      evidence: ['introduction'],
    },
    {
      kind: 'shared_meetings',
      label: 'Shared',
      text: 'Four “Northlight design review” meetings together in the last year.',
      evidence: ['review'],
    },
  ],
  reason: 'introduction_made',
  opener: {
    text: 'Priya, in June I introduced you to Dana Whitlock. Did anything come of it? If there is somebody else you would like to meet, name them and I’ll write the note. A coffee by video would be good, some time this month or next.',
    language: 'en',
  },
  lead: 'coffee',
}

export const sampleCards: readonly Card[] = [maren, teo, priya]

export const sampleMet: Met = {
  personId: 'jonas',
  address: 'jonas@lindform.example',
  name: 'Jonas Lind',
  firstName: 'Jonas',
  text: 'You met Jonas Lind on Thursday.',
  evidence: ['coffee'],
}
