/** Writes a letter from the database: whom it names, what it says of them, and what else it has to say. */
import { breathe, mapInTurns } from '../../breathe.ts'
import type { User } from '../../db/accounts/users.ts'
import { readMeetings } from '../../db/history.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { choose } from '../../letter/choose/choose.ts'
import { compose } from '../../letter/compose.ts'
import { meetings } from '../../letter/met-lately.ts'
import { isOpen } from '../../letter/say/points.ts'
import { upcoming } from '../../letter/schedule.ts'
import type { Candidate, Card, CardLead, Letter, LetterKind, Met } from '../../letter/types.ts'
import { gate } from '../../people/judge/rank.ts'
import { reachOfPerson, unreadWords } from '../../people/judge/reach.ts'
import { placeOfUser } from '../../place.ts'
import { policy } from '../../policy.ts'
import { normalise } from '../../text.ts'
import { listWaiting, waitingWith } from '../coffee/choices.ts'
import { isAtWork } from '../mail/address.ts'
import { noticePaths } from '../mail/links.ts'
import { readBetween, toContacts } from '../people/contacts.ts'
import { makeCard } from './make-card.ts'
import { noticesOf } from './notices.ts'
import { appearancesOf, hashesOf, type LetterSources, load, timeOf } from './sources.ts'
import { type Told, tell } from './tell.ts'
import { wellOf } from './went-well.ts'

export interface Written {
  readonly letter: Letter
  /** By person: the HMAC of the address on their card. */
  readonly hashes: ReadonlyMap<string, string>
  /** Less than twelve months are read: nothing to send yet. */
  readonly reading: boolean
  /** How many people there are whom the owner really writes to and hears from. */
  readonly eligible: number
  /** The owner's word on the people in it, by person. */
  readonly verdicts: ReadonlyMap<string, 'yes' | 'not_this'>
}

/** The letter as it would go at `at`. Reads only. */
export async function writeLetter(deps: Deps, user: User, at: Instant): Promise<Written> {
  const sources = await load(deps, user, at)
  const { reading, readBackTo, week } = sources
  const eligible = sources.people.filter(isTie).length
  const pausing = !reading && isUntouched(sources)
  const cards = reading || pausing ? [] : await chooseCards(sources)
  const kind = kindOf(sources, cards, pausing)
  const notices = reading ? [] : await noticesOf(sources, eligible)
  const since = shortSince(sources, eligible)
  const from = beginning(sources)
  const letter = compose({
    kind,
    week,
    at,
    user: { ...placeOfUser(user), name: user.name, email: user.email },
    discreet: user.settings.discreetSubject || isAtWork(sources),
    cards,
    met: reading || pausing ? [] : await metOf(sources),
    well: reading || pausing ? {} : await wellOf(sources),
    notices: pausing ? [startAgain, ...notices] : notices,
    ...(readBackTo && from ? { readBackTo: from } : {}),
    ...(since ? { short: { people: eligible, since } } : {}),
    ...unsureOf(sources),
    nextLetter: upcoming(user, at, new Set([week])).at,
  })
  const hashes = new Map(
    await Promise.all(
      cards.map(
        async ({ personId, address }) => [personId, await deps.seal.sign(normalise(address), 'address')] as const,
      ),
    ),
  )
  const verdicts = new Map(
    [...hashes].flatMap(([personId, hash]) => {
      const verdict = sources.verdicts.get(hash)
      return verdict ? [[personId, verdict] as const] : []
    }),
  )
  return { letter, hashes, reading, eligible, verdicts }
}

/**
 * The card of one person outside a letter, for planning a coffee with whomever the owner likes. Null only where nothing at
 * all is known of them. `lead` is what the owner came for, such as a note that asks for nothing; else it is worked out.
 */
export async function writeCard(
  deps: Deps,
  user: User,
  person: KnownPerson,
  at: Instant,
  lead?: CardLead,
): Promise<Card | null> {
  const sources = await load(deps, user, at)
  const between = await readBetween(deps.db, {
    userId: user.id,
    person,
    own: sources.own,
    at,
    ended: endedOf(sources),
  })
  if (!between.contacts.length && !person.relationship.lastAt) return null
  const { telling, points } = await tell(sources, person, between)
  const fitting = isOpen(points[0]) ? 'open' : 'coffee'
  await breathe()
  return makeCard(sources, person, { telling, all: points, lead: lead ?? fitting })
}

async function chooseCards(sources: LetterSources): Promise<readonly Card[]> {
  const { deps, user, at, people, own, readBackTo, reaches, sent, verdicts } = sources
  const ended = endedOf(sources)
  const passedOver = new Set<string>()
  const pinned = new Set<string>()
  const candidates: Candidate[] = []
  const waiting = await listWaiting(deps.db, user.id, at)
  // The gate lets nobody else through; asking for the hashes of thousands would take longer than the choice.
  for (const person of people.filter((one) => one.state === 'active' && isTie(one))) {
    const hashes = sent.length || verdicts.size ? await hashesOf(deps, person) : new Set<string>()
    const verdict = [...hashes].map((hash) => verdicts.get(hash)).find(Boolean)
    if (verdict) (verdict === 'yes' ? pinned : passedOver).add(person.id)
    // A coffee with them is planned already, only that no calendar tells of it yet.
    if (waitingWith(waiting, person)) passedOver.add(person.id)
    candidates.push({ id: person.id, person, appearances: appearancesOf(sent, hashes) })
    await breathe()
  }
  const known = new Map(people.map((person) => [person.id, person]))
  const told = new Map<string, Told>()
  const picks = await choose({
    candidates,
    count: user.settings.people,
    now: at,
    ...placeOfUser(user),
    reaches,
    ...(readBackTo ? { historyReadBackTo: readBackTo } : {}),
    historyYears: deps.config.HISTORY_YEARS,
    passedOver,
    pinned,
    async points({ id }) {
      const person = known.get(id)
      if (!person) return []
      const between = await readBetween(deps.db, { userId: user.id, person, own, at, ended })
      // Whoever has been in touch since the last derivation drops out: nothing is said of them.
      if (between.inTouch) return []
      const all = await tell(sources, person, between)
      told.set(id, all)
      return all.points
    },
  })
  const cards = await mapInTurns(picks, ({ candidate, points, lead }) => {
    const person = known.get(candidate.id)
    const telling = told.get(candidate.id)?.telling
    return person && telling ? [makeCard(sources, person, { telling, all: points, lead })] : []
  })
  return cards.flat()
}

/** Which accounts leave open who is quiet: "work@acme.example has not been read since 8 November". */
function unsureOf({ people, at, reaches, user }: LetterSources): { readonly unsure?: string } {
  const open = people
    .filter((person) => person.state === 'active' && isTie(person))
    .map((person) => reachOfPerson(person, at, reaches))
    .filter(({ state }) => state === 'unread')
  const [one, other] = new Set(open.map((reach) => unreadWords(reach, at, placeOfUser(user))))
  if (one === undefined) return {}
  return { unsure: other === undefined ? one : `${one}, and ${other.replace(/^The /, 'the ')}` }
}

const endedOf = ({ connections }: LetterSources): ReadonlySet<string> =>
  new Set(connections.filter(({ state }) => state === 'ended').map(({ id }) => id))

/** People met lately, for thanks. */
async function metOf({ deps, user, at, own, byAddress, reaches, sent }: LetterSources): Promise<readonly Met[]> {
  const month = at.subtract({ hours: 24 * 31 })
  const met = await readMeetings(deps.db, user.id, { since: month, until: at })
  const week = at.subtract({ hours: 24 * 7 })
  const last = sent[0] && timeOf(sent[0])
  return meetings({
    contacts: toContacts(met, own, at),
    personOf: (address) => {
      const person = byAddress.get(normalise(address))
      // Thanks may have gone long ago where that is not read.
      const isKnown = person && reachOfPerson(person, at, reaches).state !== 'unread'
      return isKnown ? { id: person.id, person } : undefined
    },
    since: last && last.epochMilliseconds > week.epochMilliseconds ? last : week,
    now: at,
    ...placeOfUser(user),
  })
}

function kindOf({ sent }: LetterSources, cards: readonly Card[], pausing: boolean): LetterKind {
  if (pausing) return 'pausing'
  if (!cards.length) return 'empty'
  return sent.length ? 'weekly' : 'first'
}

/** The last letters with people in them came to nothing, and it has not paused for them yet. */
function isUntouched({ sent }: LetterSources): boolean {
  const pause = sent.findIndex(({ letter }) => letter.kind === 'pausing')
  const since = (pause < 0 ? sent : sent.slice(0, pause))
    .filter(({ items }) => items.length)
    .slice(0, policy.quiet.letters)
  return (
    since.length === policy.quiet.letters && since.every(({ items }) => items.every(({ outcome }) => outcome === null))
  )
}

const startAgain = {
  text: 'Write to me again from here:',
  links: [{ label: 'Start again', path: noticePaths.resume }],
}

/** Somebody whom the owner really writes to: the gate but for time. */
export function isTie({ kind, relationship: tie }: KnownPerson): boolean {
  return (
    kind === 'person' &&
    tie.out >= 1 &&
    tie.in >= 1 &&
    tie.out + tie.in >= gate.messages &&
    tie.activeDays >= gate.activeDays
  )
}

const shortWeeks = 8
const fewPeople = 6

/** Since when there is anything to read: how far back the reading went, or the first contact where that is later. */
function beginning({ people, readBackTo }: LetterSources): Instant | undefined {
  const first = people
    .flatMap(({ addresses }) => addresses)
    .reduce<Instant | undefined>((a, { firstAt }) => (a && isBefore(a, firstAt) ? a : firstAt), undefined)
  return first && readBackTo && isBefore(first, readBackTo) ? readBackTo : first
}

/** The same where it is too short to know anybody's rhythm; undefined where it is not. */
function shortSince(sources: LetterSources, eligible: number): Instant | undefined {
  const since = beginning(sources)
  if (!since) return undefined
  const young = sources.at.epochMilliseconds - since.epochMilliseconds < shortWeeks * 7 * 86_400_000
  return young || eligible < fewPeople ? since : undefined
}

const isBefore = (one: Instant, other: Instant) => one.epochMilliseconds < other.epochMilliseconds
