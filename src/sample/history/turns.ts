/** The turns of the plot: introductions, a death, and what comes after the anchor. */
import type { Temporal } from 'temporal-polyfill'
import { dayBefore, momentOn } from './days.ts'
import { BEN, TOMASZ } from './near.ts'
import { WALTER } from './never.ts'
import { FREELANCE, HOME, OWNER, ownerAt } from './owner.ts'
import { ANA, DANA, HANNAH } from './quiet.ts'
import type { Mailbox } from './types.ts'
import type { Writer } from './writer.ts'

/** Walter's daughter, who wrote only then. */
export const ELIN: Mailbox = { name: 'Elin Engström', address: 'elin.engstrom@example.net' }

/** One of the due writes again, this many days after the anchor. */
export const WRITES_AGAIN = { character: HANNAH, day: 3 } as const

interface Turn {
  readonly day: number
  readonly minute: number
  readonly from: Mailbox
  readonly to: readonly Mailbox[]
  readonly zone?: string
  readonly subject: string
  readonly body: string
}

export function writeTurns(writer: Writer, anchor: Temporal.PlainDate) {
  tell(writer, anchor, 'Dana, meet Tomasz (and his press)', [
    {
      day: 190,
      minute: 570,
      from: ownerAt(FREELANCE),
      to: [DANA, TOMASZ],
      subject: '',
      body: 'You both love paper that makes a sound.',
    },
    {
      day: 190,
      minute: 940,
      from: DANA,
      to: [ownerAt(FREELANCE), TOMASZ],
      zone: DANA.zone,
      subject: 'Re: ',
      body: 'What a good idea!',
    },
    {
      day: 189,
      minute: 590,
      from: TOMASZ,
      to: [DANA, ownerAt(FREELANCE)],
      zone: TOMASZ.zone,
      subject: 'Re: ',
      body: 'Samples are on their way.',
    },
  ])
  tell(writer, anchor, 'Ben, meet Sam (you both draw ferries)', [
    {
      day: 201,
      minute: 660,
      from: ANA,
      to: [BEN, ownerAt(HOME)],
      zone: ANA.zone,
      subject: '',
      body: 'You will get on.',
    },
    { day: 201, minute: 800, from: ownerAt(HOME), to: [ANA, BEN], subject: 'Re: ', body: 'Thank you, Ana.' },
    {
      day: 200,
      minute: 610,
      from: BEN,
      to: [ownerAt(HOME), ANA],
      zone: BEN.zone,
      subject: 'Re: ',
      body: 'Lovely. Which ferries?',
    },
  ])
  tell(writer, anchor, 'Walter Engström: funeral on Friday', [
    {
      day: 122,
      minute: 615,
      from: ELIN,
      to: [ownerAt(HOME)],
      zone: WALTER.zone,
      subject: '',
      body: 'He spoke of you often.',
    },
    { day: 122, minute: 700, from: ownerAt(HOME), to: [ELIN], subject: 'Re: ', body: 'I am so sorry. I will come.' },
    {
      day: 114,
      minute: 1020,
      from: ELIN,
      to: [ownerAt(HOME)],
      zone: WALTER.zone,
      subject: 'Re: ',
      body: 'Thank you for playing.',
    },
  ])
  tell(writer, anchor, 'Back on my feet: a slow lap?', [
    {
      day: -WRITES_AGAIN.day,
      minute: 555,
      from: HANNAH,
      to: [ownerAt(HOME)],
      zone: HANNAH.zone,
      subject: '',
      body: 'New shoes, old excuses.',
    },
  ])
}

function tell(writer: Writer, anchor: Temporal.PlainDate, subject: string, turns: readonly Turn[]) {
  for (const turn of turns) {
    writer.write({
      from: plain(turn.from),
      to: turn.to.map(plain),
      subject: `${turn.subject}${subject}`,
      at: momentOn(dayBefore(anchor, turn.day), turn.minute),
      zone: turn.zone ?? OWNER.zone,
      kind: 'personal',
      thread: subject,
      body: turn.body,
    })
  }
}

function plain({ address, name }: Mailbox): Mailbox {
  return { address, ...(name && { name }) }
}
