/** Which addresses look like one human's, by what evidence, and whether that is strong enough to merge without asking. */
import { strip } from '../../text.ts'
import { type AddressBook, emptyBook } from '../address-book.ts'
import { reason } from '../reasons.ts'
import { distinctive, type Face } from './features.ts'
import { agreeing, amongNamesakes, by, chain, compatible, index, pairs, says, title } from './group.ts'
import { hints } from './hints.ts'
import { firstAndLast } from './name.ts'
import { nearly, simple } from './spelling.ts'
import { anyMoment, type Link, type Note } from './types.ts'

/** Links of one kind of evidence. Doubtful ones wait for a tap. */
interface Proposal {
  readonly links: readonly Link[]
  readonly doubtful: boolean
  /** Rests on what whoever writes can choose: not the mailbox itself, nor their organisation. */
  readonly chosen: boolean
}

/** All proposals in the order of their strength, so that a weaker one never prevents a stronger one. */
export function* proposals(
  faces: readonly Face[],
  book: AddressBook = emptyBook,
  note: Note = () => {},
): Generator<Proposal> {
  const borne: Borne = { lastNames: bearersOfLastNames(faces), note }
  for (const kind of [
    sameMailbox(faces),
    sameContact(faces, book),
    sameMailboxRenamed(faces),
    sameName(faces, simple, borne),
    sameName(faces, shortened, borne),
    nameAsAccount(faces, borne),
    sameAccount(faces),
    sameLocalAtOrganisation(faces),
  ]) {
    yield* kind
    yield nothing
  }
  yield { links: [...hints(faces)], doubtful: true, chosen: true }
}

interface Borne {
  /** How many first names go with each last name. */
  readonly lastNames: ReadonlyMap<string, number>
  readonly note: Note
}

/** Whoever asks may pause between two kinds of evidence. */
const nothing: Proposal = { links: [], doubtful: true, chosen: true }

function* sameMailbox(faces: readonly Face[]): Generator<Proposal> {
  for (const group of by(faces, (face) => [face.mailbox]))
    yield { links: chain(group, reason('the same mailbox')), doubtful: false, chosen: false }
}

/**
 * Both stand in one contact of the owner's own address book. Where they are called by names that contradict, the address may
 * be an assistant's or a spouse's: that waits for a tap.
 */
function* sameContact(faces: readonly Face[], { entries }: AddressBook): Generator<Proposal> {
  if (!entries.length) return
  const bearers = index(faces, (face) => [face.mailbox])
  for (const { name, mailboxes } of entries) {
    const [first, ...others] = mailboxes.flatMap((one) => bearers.get(one)?.[0] ?? []).toSorted(byAge)
    for (const face of others)
      if (first)
        yield {
          links: [{ a: first.address, b: face.address, reason: bothIn(name) }],
          doubtful: !compatible(first, face, '') && !sameFirstName(first, face),
          chosen: false,
        }
  }
}

const bothIn = (name: string) =>
  name ? reason('one contact of yours has both, {}', name) : reason('one contact of yours has both')

const byAge = (a: Face, b: Face) => a.firstAt - b.firstAt || (a.address < b.address ? -1 : 1)

/** Who marries, or writes under half of a name, keeps the first one. */
const sameFirstName = (a: Face, b: Face) =>
  a.names.some((one) => b.names.some((two) => simple(one.split(' ')[0] ?? '') === simple(two.split(' ')[0] ?? '')))

/** The same local part at one organisation before and after it changed its domain, where no name contradicts. */
function* sameMailboxRenamed(faces: readonly Face[]): Generator<Proposal> {
  const key = ({ local, organisation }: Face) => (organisation && local.length > 1 ? [`${local}@${organisation}`] : [])
  for (const group of by(faces, key))
    for (const [other, face] of pairs(group))
      if (other.domain !== face.domain && compatible(other, face, face.local))
        yield {
          links: [
            {
              a: other.address,
              b: face.address,
              reason: reason('{} was {} before', face.domain ?? '', other.domain ?? ''),
            },
          ],
          doubtful: false,
          chosen: false,
        }
}

/** The same full name, whatever accents and umlauts; then with and without what stands in its middle. */
function* sameName(faces: readonly Face[], same: (name: string) => string, borne: Borne): Generator<Proposal> {
  const what = same === shortened ? 'same first and last name, {}' : 'same full name, {}'
  const bearers = index(faces, (face) => face.names.map(shortened))
  for (const group of by(faces, (face) => face.names.map(same))) {
    const name = shared(group, same)
    const common = isCommon(group, simple(name), borne)
    const namesakes = bearers.get(shortened(name)) ?? group
    for (const { links, doubtful } of amongNamesakes(group, namesakes, reason(what, title(name))))
      yield { links, doubtful: doubtful || common, chosen: true }
  }
}

/**
 * A full name that another address has for its account: run together, "Anna Berg" and annaberg85; or shortened, aberg and
 * annab, which is worth asking only.
 */
function* nameAsAccount(faces: readonly Face[], borne: Borne): Generator<Proposal> {
  for (const [forms, doubtful] of [
    [runTogether, false],
    [withInitial, true],
  ] as const) {
    const bearers = index(faces, (face) => face.names.flatMap(forms))
    for (const face of faces)
      for (const handle of face.handles) {
        const account = strip(handle, { end: /\d/ })
        const [first, ...more] = (bearers.get(simple(account)) ?? []).filter((one) => one !== face)
        const name = first?.names.find((one) => forms(one).includes(simple(account)))
        if (!first || !name || !compatible(first, face, handle)) continue
        const several = more.some((one) => !agreeing(first, one, '')) || isCommon([first, ...more], simple(name), borne)
        yield {
          links: [{ a: first.address, b: face.address, reason: reason('{} as an account, {}', title(name), account) }],
          doubtful: doubtful || several,
          chosen: true,
        }
      }
  }
}

/**
 * The same distinctive local part, or account, where no name contradicts. Sure with a full name, with the same first name,
 * with a digit, where both set it for a name, and where it is long and each of the two is with a provider for everybody; never
 * where it is one word of a name, which many bear.
 */
function* sameAccount(faces: readonly Face[]): Generator<Proposal> {
  const words = new Set(faces.flatMap((face) => [...face.tokens]))
  for (const group of by(faces, (face) => face.handles))
    for (const [other, face] of pairs(group)) {
      const handle = face.handles.find((one) => other.handles.includes(one)) ?? ''
      if (!compatible(other, face, handle) || (words.has(handle) && !agreeing(other, face, ''))) continue
      const sure =
        says(other, handle).length + says(face, handle).length > 0 ||
        [...face.tokens].some((token) => other.tokens.has(token)) ||
        /\d/.test(handle) ||
        (other.aliases.length > 0 && face.aliases.length > 0) ||
        (handle.length >= 12 && !other.organisation && !face.organisation)
      const what = other.local === face.local ? 'same local part, {}' : 'same account, {}'
      const isName = [other, face].some((one) => one.everyName.some((name) => isWordOf(name, handle)))
      yield {
        links: [{ a: other.address, b: face.address, reason: reason(what, handle) }],
        doubtful: words.has(handle) || isName || !sure,
        chosen: true,
      }
    }
}

const isWordOf = (name: string, handle: string) => simple(name).split(' ').includes(simple(handle))

/** One organisation seldom gives two people the same local part: sure where a name is shared too, else worth asking. */
function* sameLocalAtOrganisation(faces: readonly Face[]): Generator<Proposal> {
  const key = ({ local, organisation }: Face) => (organisation && local.length > 1 ? [`${local}@${organisation}`] : [])
  for (const group of by(faces, key))
    for (const [other, face] of pairs(group)) {
      const sameName = face.everyName.some((one) => other.everyName.some((two) => nearly(one, two)))
      if (!sameName && !compatible(other, face, face.local)) continue
      const why = reason('same local part at {}, {}', face.organisation ?? '', face.local)
      yield { links: [{ a: other.address, b: face.address, reason: why }], doubtful: !sameName, chosen: false }
    }
}

/**
 * The same name at three organisations is rather a common name: where they were in use at the same time, or where others
 * bear the last name too. One organisation after the other is a career.
 */
function isCommon(group: readonly Face[], name: string, { lastNames, note }: Borne): boolean {
  const placed = group.filter((face) => face.organisation !== undefined)
  if (new Set(placed.map((face) => face.organisation)).size < 3) return false
  if (new Set(placed.map((face) => face.local)).size === 1 && distinctive(placed[0]?.local ?? '')) return false
  return (lastNames.get(lastOf(name)) ?? 0) > 1 || overlapping(placed, note) >= 3
}

const mostNoted = 12

/** How many organisations at most were in use at one moment. */
function overlapping(faces: readonly Face[], note: Note): number {
  const moments = faces.length > mostNoted ? [anyMoment] : faces.map(({ firstAt }) => firstAt + 1)
  for (const { address } of faces) for (const moment of moments) note(address, moment)
  const at = (moment: number) => faces.filter((face) => face.firstAt < moment && moment < face.lastAt)
  return Math.max(0, ...faces.map((face) => new Set(at(face.firstAt + 1).map((one) => one.organisation)).size))
}

/** How many first names go with each last name. */
function bearersOfLastNames(faces: readonly Face[]): ReadonlyMap<string, number> {
  const full = new Set(faces.flatMap((face) => face.names.map(shortened)))
  const bearers = new Map<string, number>()
  for (const name of full) bearers.set(lastOf(name), (bearers.get(lastOf(name)) ?? 0) + 1)
  return bearers
}

/** The name of the first of a group that the second bears too, as the first writes it. */
function shared([first, second]: readonly Face[], same: (name: string) => string): string {
  const names = new Set(second?.names.map(same))
  const name = first?.names.find((one) => names.has(same(one))) ?? ''
  return same === shortened ? firstAndLast(name) : name
}

const shortened = (name: string) => simple(firstAndLast(name))
const joined = (name: string) => simple(name).replaceAll(' ', '')
const runTogether = (name: string) => [joined(name), joined(firstAndLast(name))].filter((form) => form.length >= 8)

function withInitial(name: string): readonly string[] {
  const [first = '', last = ''] = firstAndLast(name).split(' ')
  return [`${first[0]}${last}`, `${first}${last[0]}`, `${last}${first[0]}`].map(simple).filter(distinctive)
}
const lastOf = (name: string) => name.split(' ').at(-1) ?? ''
