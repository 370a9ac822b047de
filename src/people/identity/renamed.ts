/** Finds organisations that changed their domain: several people made the same move, so it is the firm's and no one's new job. */
import { dayMs } from '../days.ts'
import { robotLocalParts, roleLocalParts } from '../words.ts'
import { localPart, mailbox, organisation } from './address.ts'
import { fullName } from './name.ts'
import { agree } from './spelling.ts'
import type { Identity, Note, Renamed } from './types.ts'

type Seen = Pick<Identity, 'address' | 'names' | 'firstAt' | 'lastAt'>

/** Somebody and two besides, within about a year, whoever is left. */
const movers = 3
const withinMs = 400 * dayMs
/** Old and new are in use beside each other for so long at most. */
const besideMs = 180 * dayMs
/** An account or a name at more places than this is nobody's own. */
const mostPlaces = 6

/** The domains that an organisation had before, and the one that it has since. */
export function renamedIn(seen: Iterable<Seen>, note: Note = ignore): Renamed {
  const all = [...seen]
  const moves = new Map<string, Map<string, number>>()
  for (const places of byBearer(all))
    for (const [from, to] of places.flatMap((one, i) => places.slice(i + 1).map((other) => [one, other] as const)))
      if (isMove(from, to, note)) {
        const pair = `${from.place} ${to.place}`
        const known = moves.get(pair) ?? new Map<string, number>()
        moves.set(pair, known.set(to.full[0] ?? from.full[0] ?? localPart(to.address), to.firstAt))
      }
  const next = new Map<string, string>()
  for (const [pair, at] of moves) {
    const [from = '', to = ''] = pair.split(' ')
    if (isFirms([...at.values()], from, { all, note }) && endOf(to, next) !== from) next.set(from, to)
  }
  return new Map([...next.keys()].map((from) => [from, endOf(from, next)]))
}

/**
 * Three who make the same move are the firm's; so are two within a season where nobody is seen at the old domain any more.
 * Where others go on there, two who leave are two new jobs.
 */
function isFirms(
  moments: readonly number[],
  from: string,
  { all, note }: { readonly all: readonly Seen[]; readonly note: Note },
): boolean {
  if (togetherIn(moments) >= movers) return true
  const [first = 0, last = 0] = [Math.min(...moments), Math.max(...moments)]
  if (moments.length < 2 || last - first > besideMs / 2) return false
  const there = all.filter((one) => organisation(one.address) === from)
  for (const { address } of there) note(address, last + besideMs / 3)
  return there.every((one) => one.lastAt <= last + besideMs / 3)
}

/** The organisation of an address by its newest domain. */
export function firmOf(address: string, renamed: Renamed): string | undefined {
  const place = organisation(address)
  return place === undefined ? undefined : (renamed.get(place) ?? place)
}

interface Placed extends Omit<Seen, 'names'> {
  readonly place: string
  readonly full: readonly string[]
}

/** Addresses of one account, and of one name, at two organisations and more, the oldest first. */
function byBearer(seen: Iterable<Seen>): readonly (readonly Placed[])[] {
  const found = new Map<string, Placed[]>()
  const put = (key: string, placed: Placed) => {
    const known = found.get(key)
    if (!known) found.set(key, [placed])
    else if (known.at(-1) !== placed) known.push(placed)
  }
  for (const { address, names, firstAt, lastAt } of seen) {
    const place = organisation(address)
    const local = localPart(mailbox(address))
    if (place === undefined || local.length < 2 || isFunction(local)) continue
    const full: string[] = []
    for (const name of names.keys()) {
      const whole = fullName(name)
      if (whole !== undefined) full.push(whole)
    }
    const placed = { address, firstAt, lastAt, place, full }
    put(local, placed)
    for (const name of full) put(name, placed)
  }
  return [...found.values()]
    .filter((places) => places.length > 1 && places.length <= mostPlaces)
    .map((places) => places.toSorted((a, b) => a.firstAt - b.firstAt))
}

const isFunction = (local: string) => unfit.has(local.replace(/[^a-z]/g, ''))
const unfit: ReadonlySet<string> = new Set([...roleLocalParts, ...robotLocalParts])

function isMove(from: Placed, to: Placed, note: Note): boolean {
  if (from.place === to.place || from.firstAt >= to.firstAt) return false
  note(from.address, to.firstAt + besideMs)
  return (
    from.lastAt <= to.firstAt + besideMs &&
    (!from.full.length || !to.full.length || from.full.some((one) => to.full.some((two) => agree(one, two))))
  )
}

const ignore: Note = () => {}

/** How many of these moments lie within about a year. */
function togetherIn(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b)
  return Math.max(0, ...sorted.map((at) => sorted.filter((one) => one >= at && one <= at + withinMs).length))
}

function endOf(place: string, next: ReadonlyMap<string, string>): string {
  const passed = new Set<string>()
  let end = place
  for (let to = next.get(end); to !== undefined && !passed.has(to); to = next.get(end)) {
    passed.add(to)
    end = to
  }
  return end
}
