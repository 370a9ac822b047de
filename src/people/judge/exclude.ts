/** Why someone is only listed and never chosen by the machine: each reason a sentence, each lifted by one tap. */

import type { Instant } from '../../facts.ts'
import { dayMs } from '../days.ts'
import { reason } from '../reasons.ts'
import { isSensitiveHost } from '../subjects/subject.ts'
import { seenMs } from '../tie/outline.ts'
import type { RunningTie } from '../tie/tie.ts'
import type { Exclusion, Tie } from '../types.ts'

/** What else is known of the person when exclusions are decided. */
export interface Circumstances {
  readonly now: Instant
  readonly name: string
  readonly addresses: readonly string[]
  /** Two people behind one address. */
  readonly household: boolean
  /** A subject of the last five years joins their name to a word of mourning. */
  readonly mourned: boolean
  /** Their whole name is the owner's. */
  readonly ownName: boolean
  /** Others' mail to them comes to the owner. */
  readonly ownAddress: boolean
  /** They belong to an organisation of which the owner has an address in use. */
  readonly sameOrganisation: boolean
  /** For whom they arrange things. */
  readonly arrangesFor?: string
  /** The owner closed what was open, at this moment. */
  readonly closedAt?: Instant
}

/** Every exclusion that holds, the gravest first. Rules: "Someone is never chosen by the machine" in the design. */
export function exclude(tie: RunningTie, relationship: Tie, about: Circumstances): readonly Exclusion[] {
  const found: (Exclusion | undefined)[] = [
    ownName(about) ?? (about.ownAddress ? ownAddress : undefined),
    mourning(tie, about),
    illness(tie),
    bounced(tie),
    sensitive(tie, about),
    closed(relationship, about),
    arranges(about),
    household(about),
    groupOnly(tie, relationship),
    colleague(tie, relationship, about),
    oneMatter(relationship),
  ]
  // Of somebody added by hand little need be known.
  const slight = relationship.addedAt ? slightness : noKinds
  return found.filter((one) => one !== undefined).filter(({ kind }) => !slight.has(kind))
}

const slightness: ReadonlySet<Exclusion['kind']> = new Set(['one_matter', 'group_only'])
const noKinds: typeof slightness = new Set()

/** An address that may be two people: used under names that share at most the last word, or under one such as "Anna and Tom". */
function household({ household: shared }: Circumstances): Exclusion | undefined {
  return shared
    ? { kind: 'household', reason: reason('Two people share this address, so a note to one of them would reach both.') }
    : undefined
}

function ownName({ ownName: same }: Circumstances): Exclusion | undefined {
  return same
    ? {
        kind: 'own_name',
        reason: reason('They have your whole name. The address may be one of your own.'),
      }
    : undefined
}

/** Said of an address of which the owner is asked whether it is theirs. */
export const ownAddress: Exclusion = {
  kind: 'own_address',
  reason: reason('Mail to this address comes to you, so it may be one of your own.'),
}

function mourning(tie: RunningTie, about: Circumstances): Exclusion | undefined {
  const newest = tie.matters.slice(-3).map((matter) => matter === 'mourning' || matter === 'law' || matter === 'work')
  const burst = newest.at(-1) === true && newest.filter(Boolean).length >= 2
  if (!about.mourned && tie.matters.at(-1) !== 'mourning' && !burst) return undefined
  return about.mourned || tie.matters.includes('mourning')
    ? { kind: 'mourning', reason: reason('A subject speaks of a loss. Whether and when to write is yours to choose.') }
    : {
        kind: 'mourning',
        reason: reason('Your last mails were about a grave matter. Whether and when to write is yours to choose.'),
      }
}

/** The last exchange, of two titles or so, spoke of a grave illness. */
function illness(tie: RunningTie): Exclusion | undefined {
  return tie.matters.slice(-2).includes('illness')
    ? {
        kind: 'mourning',
        reason: reason('Your last mails speak of an illness. Whether and when to write is yours to choose.'),
      }
    : undefined
}

function bounced(tie: RunningTie): Exclusion | undefined {
  return tie.bouncedAt === undefined || tie.bouncedAt < (tie.last?.kind === 'received' ? tie.last.at : 0)
    ? undefined
    : { kind: 'bounced', reason: reason('Mail to this address came back for good.') }
}

function sensitive(tie: RunningTie, about: Circumstances): Exclusion | undefined {
  if (about.addresses.some(isSensitiveHost) || isSensitiveHost(about.name))
    return { kind: 'sensitive', reason: reason('The address or name is that of a practice, a law firm or the like.') }
  return tie.private > 0 && tie.private * 4 >= tie.titled
    ? {
        kind: 'sensitive',
        reason: reason('Many of your subjects touch private matters, such as health, law or money.'),
      }
    : undefined
}

function closed(relationship: Tie, { closedAt }: Circumstances): Exclusion | undefined {
  const last = relationship.lastAt?.epochMilliseconds
  return closedAt && last !== undefined && last <= closedAt.epochMilliseconds
    ? { kind: 'closed', reason: reason('You have spoken since; new mail or a meeting brings them back.') }
    : undefined
}

function arranges({ arrangesFor }: Circumstances): Exclusion | undefined {
  return arrangesFor === undefined
    ? undefined
    : {
        kind: 'arranges',
        reason: reason('They arrange things for {}, to whom those meetings are counted.', arrangesFor),
      }
}

function groupOnly(tie: RunningTie, relationship: Tie): Exclusion | undefined {
  return tie.large > 0 && relationship.activeDays === 0
    ? { kind: 'group_only', reason: reason('You have only been on mail to large groups together.') }
    : undefined
}

/** Seen lately: a series still runs, or group mail since the last personal contact, within 60 days. */
function colleague(tie: RunningTie, relationship: Tie, about: Circumstances): Exclusion | undefined {
  if (!about.sameOrganisation) return undefined
  const seenAt = relationship.besideAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
  const seen = about.now.epochMilliseconds - seenAt <= seenMs && seenAt > (tie.last?.at ?? 0)
  const running = relationship.series.some((series) => !series.ended && series.count >= 3) || tie.planned.size > 0
  const ended = relationship.series.some((series) => series.ended)
  return (running || seen) && !(ended && !running)
    ? { kind: 'colleague', reason: reason('You work at the same place and still see each other.') }
    : undefined
}

function oneMatter({
  activeDays,
  smallMeetings,
  resumed,
  threadsByOwner,
  threadsByThem,
  ...tie
}: Tie): Exclusion | undefined {
  const span = tie.firstAt && tie.lastAt ? tie.lastAt.epochMilliseconds - tie.firstAt.epochMilliseconds : 0
  const several = smallMeetings > 0 || resumed || (threadsByOwner >= 2 && threadsByThem >= 2) || span >= 180 * dayMs
  return activeDays === 0 || several
    ? undefined
    : {
        kind: 'one_matter',
        reason: reason('It looks like one matter, now finished: mail within half a year, and nothing before or after.'),
      }
}
