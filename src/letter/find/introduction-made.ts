/** Finds an introduction that the owner made and that went on. */
import { dayMs } from '../../people/days.ts'
import { introduces, isReply } from '../../people/subjects/subject.ts'
import type { Contact } from '../types.ts'
import type { FindingOf, Replied } from './finding.ts'
import { ids, nameOf, type Reading, titled } from './reading.ts'

/** Beyond this an introduction is history, not a thread to follow. */
export const freshDays = 400

/** The owner wrote to them and one other, who had not stood together before; one of the two answered both. */
export function findIntroductionMade(reading: Reading): FindingOf<'introduction_made'> | undefined {
  const { all, direct, isTheirs, now } = reading
  for (const first of direct.toReversed()) {
    if (now - first.at > freshDays * dayMs) return undefined
    const other = first.kind === 'sent' ? introduced(reading, first) : undefined
    if (other === undefined) continue
    const on = (contact: Contact) => contact.others.some(({ address }) => address === other)
    if (all.some((contact) => contact.at < first.at && on(contact))) continue
    const answers = all.filter(
      (one) => one.kind === 'received' && one.thread === first.thread && one.at > first.at && on(one),
    )
    const theirs = answers.filter((one) => one.with.some(isTheirs))
    const others = answers.filter((one) => one.with.includes(other))
    if (!theirs.length && !others.length) continue
    const after = direct.filter(({ at }) => at > first.at)
    // Whoever was written to in another thread since, or met, has been asked.
    if (after.some((one) => one.kind !== 'received' && one.thread !== first.thread)) return undefined
    const replied: Replied = theirs.length && others.length ? 'both' : theirs.length ? 'they' : 'other'
    const evidence = ids([first, theirs[0], others[0]])
    const title = titled(reading.quote(first))
    const third = { other: nameOf(reading, other), otherAddress: other }
    return { kind: 'introduction_made', evidence, at: first.at, ...third, replied, ...title }
  }
  return undefined
}

/** The one other person of a message that begins a thread and says that it introduces. */
function introduced(reading: Reading, first: Contact): string | undefined {
  if (first.others.length !== 2 || first.reply || isReply(first.title ?? '') || !introduces(first.title ?? ''))
    return undefined
  // By the address that stands on this message: what came after is looked for by it.
  return reading.thirds(first).length
    ? first.others.find(({ address }) => !reading.isTheirs(address))?.address
    : undefined
}
