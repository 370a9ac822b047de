/**
 * Where somebody stands on the people page, as far as that can be told whatever the day: by it the page is read from columns,
 * and only those whom it shows are read whole.
 */
import type { Instant } from '../../facts.ts'
import { dayMs } from '../days.ts'
import type { Person, Standing } from '../types.ts'
import { firmBond, strengthOnTheDay } from './figures.ts'
import { standsAlways } from './hindrance.ts'
import { reachKey } from './reach.ts'

/** To be raised whenever the rules below say something else of the same person: then all are written again. */
export const shelfVersion = 1

/** `seen`: nothing went both ways. `open`: the day decides. */
export type Shelf = 'machine' | 'died' | 'seen' | 'open' | Exclude<Standing['group'], 'soon' | 'resting'>

/** As it stands in the row of a person; without a shelf nothing is told, and the row is read whole. */
export interface Shelved {
  readonly shelf: Shelf | null
  /** As the tie has it. */
  readonly weight: number
  /** What orders those who are not due, on the day of the last contact; of a machine its weight. */
  readonly strength: number | null
  /** The part of warmth that neither silence nor years change. */
  readonly firm: number | null
  /** The weight that fades, as of `fadedDay`. */
  readonly fading: number | null
  /** Days and parts of one since 1970: the database takes such numbers apart from each other much faster than moments. */
  readonly fadedDay: number | null
  readonly lastDay: number | null
  readonly seenDay: number | null
  readonly plannedAt: Instant | null
  /** It was one matter, which bars somebody once a year is read. */
  readonly matter: boolean
  /** The accounts that knew them, each by `accountMark`: of whoever is put in order by their silence. */
  readonly accounts: string | null
}

/** Whether contact went both ways, or the owner has decided something about them. */
export const isMutual = ({ relationship, state, close }: Person): boolean =>
  (relationship.out > 0 && relationship.in > 0) ||
  state !== 'active' ||
  close === true ||
  relationship.addedAt !== undefined

/**
 * Whom the owner keeps close or added by hand, who rests until a day, who could be reached elsewhere as well, and who may be
 * somebody else too, or the owner, is looked at each time: few, each with rules of their own.
 */
export function shelvedOf(person: Person): Shelved {
  const { weight, lastAt } = person.relationship
  return { ...untold, weight, lastDay: dayOf(lastAt), ...toldOf(person) }
}

function toldOf(person: Person): Partial<Shelved> {
  const { kind, state, close, maybe, exclusions, relationship: tie } = person
  const mayBeOwner = exclusions.some((one) => one.kind === 'own_name' || one.kind === 'own_address')
  if (maybe.length || close || mayBeOwner || tie.addedAt || tie.privateAddress !== undefined) return {}
  if (state === 'resting') return {}
  if (kind !== 'person') return { shelf: 'machine', strength: tie.weight }
  const strength = strengthOnTheDay(tie)
  if (state === 'died') return { shelf: 'died', strength }
  if (!isMutual(person)) return { shelf: 'seen', strength }
  const always = standsAlways(person)
  const accounts = (tie.knownBy ?? []).map((one) => accountMark(reachKey(one))).join('')
  if (always === 'in_touch' || always === 'left_out') return { shelf: always, strength, accounts }
  if (always || !tie.lastAt) return {}
  return {
    shelf: 'open',
    strength,
    firm: firmBond(tie),
    fading: tie.fading?.weight ?? tie.weight,
    fadedDay: dayOf(tie.fading?.at),
    seenDay: dayOf(tie.seenAt),
    plannedAt: tie.plannedAt ?? null,
    matter: exclusions.length > 0,
    accounts,
  }
}

/** How an account stands among others in one text. */
export const accountMark = (key: string): string => `|${key}|`

const dayOf = (at: Instant | undefined) => (at ? at.epochMilliseconds / dayMs : null)

const untold: Omit<Shelved, 'weight' | 'lastDay'> = {
  shelf: null,
  strength: null,
  firm: null,
  fading: null,
  fadedDay: null,
  seenDay: null,
  plannedAt: null,
  matter: false,
  accounts: null,
}
