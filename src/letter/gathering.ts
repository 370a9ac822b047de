/** Finds a dinner, a workshop or a meeting of a few that was no series and brought somebody new: one line within the week. */
import type { Instant } from '../facts.ts'
import { isPrivate } from '../people/subjects/subject.ts'
import type { Person } from '../people/types.ts'
import { type Place, tongueOf } from '../place.ts'
import { cleanText } from '../text.ts'
import { dayOf } from './met-lately.ts'
import type { Contact, Gathering } from './types.ts'
import { wordsIn } from './words/words.ts'

interface Gatherings extends Place {
  /** Meetings of the last days, ascending, of all people. */
  readonly contacts: readonly Contact[]
  personOf(address: string): { readonly id: string; readonly person: Person } | undefined
  /** Earlier ones have been told of. */
  readonly since: Instant
  readonly now: Instant
}

/** Beside the owner: a meeting of four to ten. */
const fewest = 3
const most = 9
const mostNames = 3

/**
 * The latest of them with somebody who was never in touch before. Nothing of a funeral, a hearing or an interview: wherever the
 * title touches what is private, nobody is told of.
 */
export function gatheringOf(input: Gatherings): Gathering | undefined {
  const { contacts, since, now } = input
  for (const one of contacts.toReversed()) {
    if (one.kind !== 'met' || one.series !== undefined || (one.endsAt ?? one.at) > now.epochMilliseconds) continue
    if (one.at < since.epochMilliseconds || one.others.length < fewest || one.others.length > most) continue
    if (isPrivate(one.title ?? '')) continue
    const fresh = newcomers(one, input)
    const names = fresh.map(({ person }) => cleanText(person.name, 60))
    if (!names.length) continue
    const about = fresh.map(({ id, person }) => ({ personId: id, address: person.address, evidence: [one.id] }))
    const shown = names.slice(0, mostNames)
    const { metSeveral } = wordsIn(tongueOf(input)).beside
    return { text: metSeveral(shown, names.length - shown.length, dayOf(one.at, input)), about }
  }
  return undefined
}

/** Those for whom this was the first there ever was. */
function newcomers(met: Contact, { personOf }: Gatherings) {
  const found = new Map(
    met.with.flatMap((address) => {
      const known = personOf(address)
      const first = known?.person.relationship.firstAt
      return known && first && first.epochMilliseconds >= met.at && mayBeTold(known.person) ? [[known.id, known]] : []
    }),
  )
  return [...found.values()]
}

const mayBeTold = ({ kind, state, exclusions, name }: Person) =>
  kind === 'person' &&
  (state === 'active' || state === 'resting' || state === 'elsewhere') &&
  !name.includes('@') &&
  exclusions.every((one) => one.kind === 'group_only' || one.kind === 'one_matter' || one.kind === 'colleague')
