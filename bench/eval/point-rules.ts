/** Checks points against the records alone: nothing here is shared with the code that finds them. */
import type { StoredFact } from '../../src/facts.ts'
import type { PointAnswer } from './points.ts'

/** One message or meeting, as plainly as a check needs it. */
export interface Plain {
  readonly id: string
  readonly at: number
  readonly out: boolean
  readonly met: boolean
  readonly from: string
  readonly on: readonly string[]
  readonly thread: string
  readonly subject: string
}

/** A mailbox for checking; all of it, the future too. Ascending. */
export interface Ledger {
  readonly all: readonly Plain[]
  readonly byId: ReadonlyMap<string, Plain>
  with(addresses: readonly string[]): readonly Plain[]
}

export function ledgerOf(facts: readonly StoredFact[], recordId: (factId: string) => string): Ledger {
  const all = facts.map((fact) => plain(fact, recordId(fact.factId)))
  const byAddress = new Map<string, Plain[]>()
  for (const one of all)
    for (const address of one.on) {
      const known = byAddress.get(address)
      if (known) known.push(one)
      else byAddress.set(address, [one])
    }
  return {
    all,
    byId: new Map(all.map((one) => [one.id, one])),
    with: (addresses) =>
      [...new Set(addresses.flatMap((address) => byAddress.get(address) ?? []))].sort((a, b) => a.at - b.at),
  }
}

function plain(fact: StoredFact, id: string): Plain {
  if (fact.kind === 'mail') {
    const from = fact.from?.address ?? ''
    const on = [...new Set([from, ...[...fact.to, ...fact.cc].map(({ address }) => address)])].filter(Boolean)
    const { thread, subject = '', outgoing: out } = fact
    return { id, at: fact.at.epochMilliseconds, out, met: false, from, on, thread, subject: bare(subject) }
  }
  const host = fact.people.find(({ organizer }) => organizer)
  return {
    id,
    at: fact.when.start.epochMilliseconds,
    out: host?.self === true,
    met: true,
    from: host?.address ?? '',
    on: fact.people.map(({ address }) => address),
    thread: fact.series ?? '',
    subject: bare(fact.title ?? ''),
  }
}

interface Case {
  readonly point: PointAnswer
  readonly at: number
  readonly theirs: ReadonlySet<string>
  /** What is cited, in the order in which it is cited. */
  readonly cited: readonly Plain[]
  /** Everything on which they stand until then. */
  readonly history: readonly Plain[]
  readonly ledger: Ledger
}

/** What is wrong with the point; undefined where it is true. */
export function faultOf(point: PointAnswer, ledger: Ledger): string | undefined {
  const at = Date.parse(point.at)
  const theirs = new Set(point.person)
  if (!point.evidence.length) return 'cites nothing'
  const cited: Plain[] = []
  for (const id of point.evidence) {
    const one = ledger.byId.get(id)
    if (!one) return 'cites what is not there'
    if (one.at > at) return 'cites the future'
    if (!one.on.some((address) => theirs.has(address))) return 'cites what is not with this person'
    cited.push(one)
  }
  const { quote } = point
  if (quote && !cited.some(({ subject }) => subject.includes(bare(quote)))) return 'quotes what no cited subject says'
  const history = ledger.with(point.person).filter((one) => one.at <= at)
  const rule = rules[point.kind]
  return rule ? rule({ point, at, theirs, cited, history, ledger }) : `has the unknown kind ${point.kind}`
}

type Rule = (one: Case) => string | undefined

const rules: Readonly<Record<string, Rule>> = {
  last_thread({ cited, history }) {
    const newest = history.at(-1)
    return newest && cited.some((one) => dayOf(one.at) === dayOf(newest.at)) ? undefined : 'is not the last one'
  },
  you_owe: (one) => lastWord(one, false),
  they_owe: (one) => lastWord(one, true),
  shared_people({ point, theirs, cited }) {
    const others = point.others ?? []
    const shown = others.every((other) => !theirs.has(other) && cited.some(({ on }) => on.includes(other)))
    return others.length && shown ? undefined : 'names somebody who is on nothing cited'
  },
  anniversary({ at, cited, history }) {
    const first = history[0]
    if (!first || !cited.some((one) => dayOf(one.at) === dayOf(first.at))) return 'is not the first contact'
    const years = (at - first.at) / (365.25 * dayMs)
    const whole = Math.round(years)
    return whole >= 1 && Math.abs(years - whole) * 365.25 <= 21 ? undefined : 'is no anniversary'
  },
  job_change({ theirs, cited }) {
    const domains = new Set(cited.flatMap(({ on }) => on.filter((one) => theirs.has(one)).map(domainOf)))
    if (domains.size < 2) return 'shows one domain only'
    return [...domains].every((domain) => freeMail.test(domain)) ? 'is between free-mail addresses' : undefined
  },
  seasonal({ cited }) {
    const years = new Set(cited.map(({ at }) => new Date(at).getUTCFullYear()))
    const months = new Set(cited.map(({ at }) => new Date(at).getUTCMonth()))
    return years.size >= 2 && months.size <= 2 ? undefined : 'is not one season of several years'
  },
  introduction({ point, theirs, cited, ledger }) {
    const isNew = (other: string, before: number) => (ledger.with([other])[0]?.at ?? before) >= before
    const made = cited.some(
      (one) =>
        theirs.has(one.from) && (point.others ?? []).some((other) => one.on.includes(other) && isNew(other, one.at)),
    )
    return made ? undefined : 'does not show somebody new'
  },
  introduction_made({ point, cited, theirs, ledger }) {
    const [message] = cited
    if (!message?.out) return 'was not written by the owner'
    const others = (point.others ?? []).filter((other) => message.on.includes(other))
    if (!others.length) return 'went to nobody else'
    const before = ledger.with(others).some((one) => one.at < message.at && one.on.some((on) => theirs.has(on)))
    return before ? 'the two had been seen together' : undefined
  },
  series_ended({ cited, history }) {
    const [series] = cited
    if (!series || cited.some(({ met, thread }) => !met || !thread || thread !== series.thread))
      return 'is not one series'
    const end = Math.max(...cited.map((one) => one.at))
    return history.some(({ thread, met, at }) => met && thread === series.thread && at > end) ? 'went on' : undefined
  },
  shared_meetings: ({ cited }) => (cited.every(({ met }) => met) ? undefined : 'cites what is no meeting'),
}

/** The last cited message is the last word in its thread and under its subject. */
function lastWord({ cited, history }: Case, out: boolean): string | undefined {
  const last = cited.at(-1)
  if (!last || last.out !== out) return 'has the wrong direction'
  const same = (one: Plain) => one.thread === last.thread || one.subject === last.subject
  return history.some((one) => one.at > last.at && one.out !== out && same(one)) ? 'was answered' : undefined
}

/** In lower case, with single spaces, without the prefixes of answers. */
export const bare = (subject: string): string =>
  subject
    .toLowerCase()
    .replace(/^(?:(?:re|r e|fwd?|aw)\s*(?:\[\d+\])?\s*[:;]\s*)+/, '')
    .replace(/\s+/g, ' ')
    .trim()

const dayMs = 86_400_000
const dayOf = (at: number) => Math.floor(at / dayMs)
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
const freeMail = /^(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|aol)\./
