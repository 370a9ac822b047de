/** Lives a life for some weeks in the real program: what happens is stored as it happens, and each Monday has its letter. */
import { Temporal } from 'temporal-polyfill'
import { nextMoment } from '../../src/db/decisions.ts'
import type { LetterRow } from '../../src/db/digests.ts'
import { findPersonByAddress } from '../../src/db/people.ts'
import type { Instant } from '../../src/facts.ts'
import type { Letter } from '../../src/letter/types.ts'
import { previewLetter } from '../../src/work/letter/preview.ts'
import { letterOf } from '../../src/work/letter/recheck.ts'
import { addressesOf, keepNote } from '../../src/work/people/decide.ts'
import { requestDerive } from '../../src/work/request.ts'
import { monday, type Stage, type Staging, setStage } from '../work/letter/stage.ts'
import { fromMe, fromThem, type Life, type LifeFact, type LifeNote } from './pen.ts'

export interface Week {
  readonly week: number
  /** What the letter page showed an hour before. */
  readonly shown: Letter | null
  /** Null in a week without one. */
  readonly letter: Letter | null
  /** The plain text of the mail. */
  readonly text: string | null
}

export interface Living {
  readonly weeks: number
  readonly staging?: Staging
  /** Between two letters the owner writes to the first whom a letter names, who answers. Otherwise they do nothing. */
  readonly acts?: boolean
  /** Called each week before its letter. */
  before?(stage: Stage, week: number): Promise<void>
}

/** As many weeks as asked, a letter in each that has something. */
export async function live(
  { facts, notes = [] }: Life,
  { weeks, staging = {}, acts = true, before }: Living,
): Promise<readonly Week[]> {
  const stage = await setStage({ ...staging, people: [] })
  const written: Week[] = []
  let waiting: readonly LifeFact[] = facts
  const happen = async (until: Instant) => {
    const [past, ahead] = [
      waiting.filter((fact) => isBefore(fact, until)),
      waiting.filter((fact) => !isBefore(fact, until)),
    ]
    waiting = ahead
    for (let start = 0; start < past.length; start += 1000) await stage.store(past.slice(start, start + 1000))
    if (past.length) await requestDerive(stage.db, 'sam', stage.now())
  }
  try {
    for (let week = 0; week < weeks; week++) {
      const slot = monday.add({ hours: 168 * week })
      await happen(slot.subtract({ hours: 2 }))
      await stage.run(slot.subtract({ hours: 1 }))
      for (const note of notes) if (note.week === week) await keep(stage, slot, note)
      await before?.(stage, week)
      const { letter: shown } = await previewLetter(stage.deps, await stage.user())
      const had = stage.mails.length
      await stage.run(slot.add({ hours: 1 }))
      const [row] = await stage.digests()
      const mail = stage.mails.length > had ? stage.mails.at(-1) : undefined
      written.push({ week, shown, letter: mail && row ? letterOf(row) : null, text: mail?.text ?? null })
      if (acts && mail && row) waiting = [...waiting, ...answersTo(row, slot)]
    }
  } finally {
    await stage.close()
  }
  return written
}

/** As the page of a person keeps it. */
async function keep({ db, deps, now }: Stage, slot: Instant, { about, text, in: days }: LifeNote): Promise<void> {
  const person = await findPersonByAddress(db, 'sam', about.address)
  if (!person) throw new Error(`${about.name} is nobody`)
  const at = await nextMoment(db, 'sam', now())
  const due = slot.toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days }).toString()
  await keepNote(db, { deps, userId: 'sam', addresses: addressesOf(person), person, at }, { text, due })
}

const isBefore = (fact: LifeFact, until: Instant) =>
  Temporal.Instant.compare(fact.kind === 'mail' ? fact.at : fact.when.end, until) <= 0

/** Two days later the owner writes to the first one of the letter, who answers the day after. */
function answersTo({ items }: LetterRow, slot: Instant): LifeFact[] {
  const card = items[0]?.card
  if (!card) return []
  const days = (at: Instant) => monday.subtract({ hours: 22 }).since(at).total('days')
  const friend = { name: card.name, address: card.address }
  const thread = `again-${card.address}-${slot.epochMilliseconds}`
  const subject = 'Hello again'
  return [
    fromMe(friend, { days: days(slot.add({ hours: 50 })), subject, thread }),
    fromThem(friend, { days: days(slot.add({ hours: 75 })), subject, thread }),
  ]
}
