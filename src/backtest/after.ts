/** What the weeks after a day held between the owner and one person: a fact and a few words, no judgement. */
import type { Instant } from '../facts.ts'
import type { Contact } from '../letter/types.ts'
import { instant } from '../people/days.ts'
import { ownOf } from '../people/identity/own.ts'
import { personalOthers } from '../people/tie/interaction.ts'
import type { Person } from '../people/types.ts'
import { type Place, tongueOf } from '../place.ts'
import { date } from '../spans.ts'
import { addressesOf, type Day } from './choose.ts'
import { daysAfter } from './months.ts'
import type { Named } from './types.ts'
import { backtestWords } from './words/words.ts'

export type After = Pick<Named, 'resumed' | 'byOwner' | 'after'>

/** What the weeks after the day held, by person. Here everything that is known today counts. */
export async function afterOf({ input, own }: Day): Promise<(person: Person) => After> {
  const { at, archive } = input
  const span = { start: at, end: at.add({ hours: 24 * daysAfter }) }
  const contacts = await archive.during(span, ownOf([...own.addresses, ...input.ownToday], input.sharedName))
  const byAddress = new Map<string, Contact[]>()
  for (const contact of contacts)
    for (const address of contact.with) {
      const known = byAddress.get(address)
      if (known) known.push(contact)
      else byAddress.set(address, [contact])
    }
  return (person) => {
    const theirs = new Set(addressesOf(person).flatMap((address) => [address, ...archive.sameToday(address)]))
    const on = new Set([...theirs].flatMap((address) => byAddress.get(address) ?? []))
    return follow({ contacts: [...on].sort((a, b) => a.at - b.at), theirs, at, place: input })
  }
}

interface Afterwards {
  /** Everything of those weeks that they may be on, ascending. */
  readonly contacts: readonly Contact[]
  /** Their addresses in normal form. */
  readonly theirs: ReadonlySet<string>
  /** The day of the choice: dates of another year are written with it. */
  readonly at: Instant
  readonly place: Place
}

/** Back in touch: a message each way with at most ten others on it, or a meeting that took place. */
export function follow({ contacts, theirs, at, place }: Afterwards): After {
  const between = contacts.filter(
    (one) => one.others.length <= personalOthers && one.with.some((address) => theirs.has(address)),
  )
  const [first] = between
  const met = between.find(({ kind }) => kind === 'met')
  const mails = between.filter(({ kind }) => kind !== 'met')
  const back = mails.find(({ kind }) => kind !== mails[0]?.kind)
  const day = (one: Contact) => date(instant(one.at), at, place)
  const words = backtestWords(tongueOf(place))
  const mailed = mails[0] && mailWords(mails[0], back, { words, day })
  const saw = met && words.met(day(met))
  const inOrder = met && mails[0] && met.at < mails[0].at ? [saw, mailed] : [mailed, saw]
  return {
    resumed: met !== undefined || back !== undefined,
    byOwner: first !== undefined && (first.kind === 'sent' || (first.kind === 'met' && first.organizer === undefined)),
    after: inOrder.filter(Boolean).join('; ') || words.nothingAfter,
  }
}

type Words = ReturnType<typeof backtestWords>

/** Only what stands in the same thread is called an answer. */
function mailWords(
  first: Contact,
  back: Contact | undefined,
  { words, day }: { readonly words: Words; day(one: Contact): string },
): string {
  const byOwner = first.kind === 'sent'
  if (!back) return words.wrote(byOwner, day(first))
  const answered = back.thread !== undefined && back.thread === first.thread
  return words.wroteBack(byOwner, day(first), { day: day(back), answered })
}
