/**
 * A seeded run of many steps with faults of every kind, while mail and meetings arrive and people press buttons: two workers that
 * die and stand still, a web, clocks apart. In one process, so that a seed is one run.
 */
import { connections } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import { providerNamed } from '../../src/providers/traits.ts'
import { tick } from '../../src/work/tick.ts'
import { smallHistory } from '../support/small.ts'
import { randomFrom } from '../support/storm.ts'
import { sleepAt } from './crashes.ts'
import { happen, knownOf } from './events.ts'
import { type Ground, openGround, thatMonday } from './ground.ts'
import { press } from './presses.ts'
import { begin, type Life, live } from './process.ts'
import { endTrouble, makeTrouble } from './trouble.ts'
import { check, compare } from './verdict.ts'

export interface Outcome {
  readonly wrong: readonly string[]
  /** What was tried, how often. */
  readonly tried: ReadonlyMap<string, number>
}

interface Worker {
  life: Life
  deps: Deps
  /** It stands still until this is called; `working` is what it was doing. */
  asleep?: { readonly wake: () => void; readonly working: Promise<unknown> }
}

export interface Chaos {
  readonly seed: number
  readonly steps: number
  /** Told every step, for whoever looks for what happened. */
  readonly trace?: (line: string) => void
}

export async function chaos({ seed, steps, trace = () => {} }: Chaos): Promise<Outcome> {
  const random = randomFrom(seed)
  const putBack = seedChance(seed)
  const at = thatMonday()
  const history = smallHistory(['maren', 'kenji', 'priya'], at.toZonedDateTimeISO('UTC').toPlainDate())
  const ground = await openGround({ history, begin: at })
  const tried = new Map<string, number>()
  const note = (what: string) => {
    tried.set(what, (tried.get(what) ?? 0) + 1)
    trace(`${ground.now()} ${what}`)
  }
  const known = knownOf(ground)
  const wrong: string[] = []
  const tokens: string[] = []
  const workers = [newWorker(ground, random), newWorker(ground, random)]
  try {
    const userId = await connectAll(ground, null)
    for (let done = 0; done < steps; done++) {
      const dice = random()
      const worker = workers[Math.floor(random() * workers.length)] as Worker
      if (dice < 0.4) await workOn({ ground, random, note, wrong }, worker)
      else if (dice < 0.5) makeTrouble({ ground, random, note })
      else if (dice < 0.66) happen({ ground, random, known, note })
      else if (dice < 0.76) await pressBadly({ ground, random, note, wrong }, tokens)
      else if (dice < 0.98) passTime(ground, random)
      else if (await reconnect(ground, userId)) note('an account is connected again')
    }
    for (const { asleep } of workers) {
      asleep?.wake()
      await asleep?.working
    }
    endTrouble(ground)
    await comeToRest(ground, userId)
    wrong.push(...(await check(ground, known)))
    const calm = await openGround({ history, begin: at, beside: ground })
    try {
      await connectAll(calm, null)
      await calm.settle()
      await ground.settle()
      wrong.push(...(await compare(ground, calm)))
    } finally {
      await calm.close()
    }
  } finally {
    await ground.close()
    putBack()
  }
  return { wrong, tried }
}

interface Running {
  readonly ground: Ground
  readonly random: () => number
  readonly wrong: string[]
  note(what: string): void
}

/** The program draws jitter: the same for the same seed. */
function seedChance(seed: number): () => void {
  const before = Math.random
  Math.random = randomFrom(seed ^ 0x5eed)
  return () => {
    Math.random = before
  }
}

async function connectAll(ground: Ground, userId: string | null): Promise<string> {
  let known = userId
  for (const name of ['google', 'microsoft'] as const) {
    known = await ground.connect(name, known)
    await ground.connect(name, known, 'events')
  }
  return known ?? ''
}

/** Its clock is up to two minutes wrong. */
function newWorker(ground: Ground, random: () => number): Worker {
  const skew = random() < 0.5 ? 0 : Math.floor(random() * 240_000) - 120_000
  return { life: begin(), deps: ground.fresh(skew) }
}

/** One turn of a worker, in which it may die, its lines may break, or it stands still. */
async function workOn(running: Running, worker: Worker): Promise<void> {
  const { ground, random, note, wrong } = running
  if (worker.asleep) {
    const { wake, working } = worker.asleep
    delete worker.asleep
    note('a worker that stood still goes on')
    wake()
    await working
  } else {
    const { life, deps } = worker
    // Most turns are short: the first gates are drawn more often.
    const gate = life.passed + 1 + Math.floor(random() * random() * 60)
    const dice = random()
    if (dice < 0.15) life.blows.set(gate, 'die')
    else if (dice < 0.3) life.blows.set(gate, 'break')
    const sleeper = dice >= 0.3 && dice < 0.37 ? sleepAt(life, gate) : undefined
    const working = live(life, () => tick(deps, 1 + Math.floor(dice * 3))).catch((error: unknown) => {
      if (!isBroken(error)) wrong.push(`a worker threw ${String(error)}`)
    })
    if (sleeper && (await Promise.race([working, sleeper.asleep])) === 'asleep') {
      note('a worker stands still')
      worker.asleep = { wake: sleeper.wake, working }
      return
    }
    if (life.blows.get(gate) === 'break' && life.passed >= gate) note('a line breaks')
    life.blows.clear()
    life.pauses.clear()
  }
  if (!worker.life.dead) return
  note('a worker dies')
  Object.assign(worker, newWorker(ground, random))
}

/** The line to the database broke; by whatever it is wrapped in. */
function isBroken(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause)
    if (one.name === 'Killed' || ('code' in one && one.code === 'ECONNRESET')) return true
  return false
}

/** A press in a process that may die over it. */
async function pressBadly({ ground, random, note, wrong }: Running, tokens: string[]): Promise<void> {
  const life = begin(random() < 0.25 ? [[1 + Math.floor(random() * 40), random() < 0.5 ? 'die' : 'break']] : [])
  const deps = ground.fresh()
  await live(life, () => press({ ground, deps, random, tokens, note })).catch((error: unknown) => {
    if (!isBroken(error)) wrong.push(`a press threw ${String(error)}`)
  })
  if (life.dead) note('the web dies')
}

function passTime(ground: Ground, random: () => number): void {
  const dice = random()
  const seconds = dice < 0.5 ? random() * 200 : dice < 0.85 ? 1860 : dice < 0.97 ? 7 * 3600 : 26 * 3600
  ground.jump(ground.now().add({ milliseconds: Math.floor(seconds * 1000) }))
}

/** Whoever reads that an account waits for them connects it again. */
async function reconnect(ground: Ground, userId: string): Promise<boolean> {
  const rows = await ground.deps.db.select().from(connections)
  let found = false
  for (const { provider, state } of rows) {
    const name = providerNamed(provider)
    if (state === 'active' || !name) continue
    found = true
    await ground.connect(name, userId).catch(() => {})
    await ground.connect(name, userId, 'events').catch(() => {})
  }
  return found
}

/** What was paused comes back, what was left out is asked for again after a week, and everything is looked at once more. */
async function comeToRest(ground: Ground, userId: string): Promise<void> {
  for (const hours of [1, 25, 25, 24 * 8, 25, 1]) {
    await ground.settle()
    await reconnect(ground, userId)
    await ground.settle()
    ground.jump(ground.now().add({ hours }))
  }
  await ground.settle()
}
