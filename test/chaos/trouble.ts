/** Every kind of fault that chaos draws from, by name: what the providers answer, what becomes of lines, mails and permissions. */
import type { Fault } from '../../src/sample/faults.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { microsoftFault } from '../../src/sample/microsoft/faults.ts'
import type { Ground } from './ground.ts'
import { halves } from './inside.ts'
import { outage } from './process.ts'
import type { Mood } from './relay.ts'

/** A fault of one provider: where it strikes. */
interface Strike {
  readonly name: string
  readonly provider: 'google' | 'microsoft'
  readonly fault: Fault
  readonly methods: readonly string[]
}

const all = ['*']
const lists = ['messages.list', 'history.list', 'events.list']
const deltas = ['messages.delta', 'calendarView.delta', 'mailFolders.delta', 'calendarView.list']

type Known = Readonly<Record<string, Fault | ((number: number) => Fault) | ((retryAfter?: number) => Fault)>>

/** Each fault as it is, and where it takes a number, with and without one. */
function strikesOf(
  provider: Strike['provider'],
  known: Known,
  methodsOf: (name: string) => readonly string[],
): Strike[] {
  return Object.entries(known).flatMap(([name, one]): Strike[] => {
    const methods = methodsOf(name)
    if (typeof one !== 'function') return [{ name, provider, fault: one, methods }]
    if (name === 'delay') return [{ name, provider, fault: (one as (number: number) => Fault)(15), methods }]
    const made = one as (retryAfter?: number) => Fault
    return [
      { name, provider, fault: made(), methods },
      { name: `${name} with Retry-After`, provider, fault: made(40), methods },
    ]
  })
}

const ofToken = /^(?:invalidGrant|adminPolicy|revoked|inactive|adminNeeded|interaction|wrongSecret)$/

/** Everything that the sample servers can answer wrongly. */
export const strikes: readonly Strike[] = [
  ...strikesOf('google', fault, (name) =>
    ofToken.test(name)
      ? ['token']
      : name === 'emptyPage'
        ? lists
        : name === 'expired'
          ? ['history.list', 'events.list']
          : all,
  ),
  ...strikesOf('microsoft', microsoftFault, (name) =>
    ofToken.test(name)
      ? ['token']
      : /^(?:emptyPage|withoutValue|strayLink|expired|syncStateNotFound|resyncRequired)$/.test(name)
        ? deltas
        : all,
  ),
]

export const moods: readonly Mood[] = ['later', 'never', 'away', 'lost', 'cut']

interface Drawing {
  readonly ground: Ground
  readonly random: () => number
  /** Counts what was tried. */
  note(what: string): void
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

/** One fault, drawn now and waiting for whom it strikes. */
export function makeTrouble({ ground, random, note }: Drawing): void {
  const dice = random()
  if (dice < 0.62) {
    const { name, provider, fault: what, methods } = pick(random, strikes)
    ground[provider].faults.add(pick(random, methods), what, 1 + Math.floor(random() * 3))
    note(`${provider}: ${name}`)
    return
  }
  if (dice < 0.72) {
    halves.left += 1
    note('half a body, then the line ends')
    return
  }
  if (dice < 0.84) {
    const mood = pick(random, moods)
    ground.relay.moods.push(mood)
    note(`the relay: ${mood}`)
    return
  }
  if (dice < 0.94) {
    outage.gates = 1 + Math.floor(random() * 12)
    note('the database is gone and back')
    return
  }
  const provider = pick(random, ['google', 'microsoft'] as const)
  for (const grant of ground[provider].state.grants) grant.revoked = true
  note(`${provider}: the grant is taken back`)
}

/** All is well again. */
export function endTrouble(ground: Ground): void {
  ground.google.faults.clear()
  ground.microsoft.faults.clear()
  ground.relay.moods.splice(0)
  halves.left = 0
  outage.gates = 0
}
