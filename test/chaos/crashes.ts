/**
 * Crashes at every gate around what leaves: one process dies or its line breaks there, another one goes on, and then there is
 * exactly one letter or event, or a line that says that nobody knows.
 */

import { notInArray } from 'drizzle-orm'
import { nextDueAt } from '../../src/db/due.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { streams, tasks } from '../../src/db/schema.ts'
import { releaseTasks } from '../../src/db/tasks.ts'
import type { Deps } from '../../src/deps.ts'
import type { Instant } from '../../src/facts.ts'
import { step } from '../../src/work/step.ts'
import { giveBackOwed } from '../../src/work/thrown.ts'
import { smallHistory } from '../support/small.ts'
import { randomFrom } from '../support/storm.ts'
import { type Ground, type Left, openGround, thatMonday } from './ground.ts'
import { type Blow, begin, type Life, live } from './process.ts'
import type { Mood } from './relay.ts'
import { type Scene, scenes } from './scenes.ts'
import { keepSnapshots, type Snapshots } from './snapshot.ts'

/** What happens in one scene. */
export interface Plan {
  readonly scene: string
  /** Of one process after another, what happens at which gate. */
  readonly lives: readonly (readonly (readonly [number, Blow])[])[]
  /** Whether the next process begins at once, as on one machine, or another one waits for the lease to lapse. */
  readonly restarts?: boolean
  /** The first process stands still at this gate until everybody else is done, and then goes on as if nothing had been. */
  readonly sleepsAt?: number
  readonly relay?: readonly Mood[]
  /** How far each process's clock is from the right one, in milliseconds. */
  readonly skews?: readonly number[]
}

export interface Ending {
  readonly wrong: readonly string[]
  /** Gates that the first process came to. */
  readonly gates: number
  readonly places: readonly string[]
  /** How many processes died. */
  readonly died: number
}

export interface Theatre {
  readonly names: readonly string[]
  play(plan: Plan): Promise<Ending>
  close(): Promise<void>
}

interface Prepared {
  readonly scene: Scene
  readonly left: Left
}

const hoursAfter = 60

/** Prepares every scene once. */
export async function openTheatre(only: (name: string) => boolean = () => true): Promise<Theatre> {
  const at = thatMonday()
  const history = smallHistory(['maren', 'kenji', 'priya'], at.toZonedDateTimeISO('UTC').toPlainDate())
  const ground = await openGround({ history, begin: at })
  const snapshots = await keepSnapshots(ground.client)
  const prepared = new Map<string, Prepared>()
  const bases = new Map<string, Left>()
  await snapshots.take('empty')
  const nothing = ground.remember()
  for (const scene of scenes.filter(({ name }) => only(name))) {
    const base = JSON.stringify(scene.accounts)
    if (!bases.has(base)) {
      await snapshots.restore('empty')
      ground.restore(nothing)
      await connectAll(ground, scene.accounts)
      await ground.settle()
      await snapshots.take(base)
      bases.set(base, ground.remember())
    }
    await snapshots.restore(base)
    ground.restore(bases.get(base) as Left)
    ground.relay.taken.splice(0)
    await scene.prepare(ground)
    await ground.deps.db.delete(tasks).where(notInArray(tasks.kind, [...scene.kinds]))
    // Read at every moment that a scene comes to.
    await ground.deps.db.update(streams).set({ lastSyncedAt: ground.now().add({ hours: 24 * 400 }) })
    await snapshots.take(scene.name)
    prepared.set(scene.name, { scene, left: ground.remember() })
  }
  return {
    names: [...prepared.keys()],
    play: (plan) => play({ ground, snapshots, prepared }, plan),
    close: () => ground.close(),
  }
}

async function connectAll(ground: Ground, accounts: Scene['accounts']): Promise<void> {
  let userId: string | null = null
  for (const name of ['google', 'microsoft'] as const) {
    const may = accounts[name]
    if (!may) continue
    userId = await ground.connect(name, userId)
    if (may === 'writes') await ground.connect(name, userId, 'events')
  }
}

interface Stage {
  readonly ground: Ground
  readonly snapshots: Snapshots
  readonly prepared: ReadonlyMap<string, Prepared>
}

/** A process of a plan, as far as it has come. */
interface Actor {
  readonly life: Life
  readonly deps: Deps
  /** Milliseconds. */
  readonly skew: number
}

/** More turns than anything takes that comes to rest. */
const mostTurns = 120

async function play({ ground, snapshots, prepared }: Stage, plan: Plan): Promise<Ending> {
  const { scene, left } = prepared.get(plan.scene) ?? {}
  if (!scene || !left) throw new Error(`there is no scene "${plan.scene}"`)
  await snapshots.restore(scene.name)
  ground.restore(left)
  ground.relay.taken.splice(0)
  ground.relay.moods.splice(0, Number.POSITIVE_INFINITY, ...(plan.relay ?? []))
  const end = left.at.add({ hours: hoursAfter })
  let began = 0
  const enter = (): Actor => {
    const skew = plan.skews?.[began] ?? 0
    return { life: begin(plan.lives[began++]), deps: ground.fresh(skew), skew }
  }
  const first = enter()
  const sleeper = plan.sleepsAt ? sleepAt(first.life, plan.sleepsAt) : undefined
  let working: Promise<boolean> | undefined
  let actor = first
  let died = 0
  const ending = (wrong: readonly string[]) => ({ wrong, gates: first.life.passed, places: first.life.places, died })
  for (let turn = 0; ; turn++) {
    if (turn > mostTurns) return ending(['it does not come to rest'])
    const due = await nextDueAt(ground.deps.db, { kinds: scene.kinds })
    if (!due || due.epochMilliseconds > end.epochMilliseconds) break
    ground.jump(due)
    const done = live(actor.life, () => work(actor.deps, scene))
    const fell = actor === first && sleeper ? await Promise.race([sleeper.asleep, done]) : await done
    // Time goes on; and a clock that is behind sees as due later what is due by the right one.
    ground.jump(ground.now().add({ milliseconds: actor.skew ? 1000 : 1 }))
    if (fell === 'asleep') working = done
    else if (!actor.life.dead) continue
    else died++
    if (plan.restarts && !working) await releaseTasks(ground.deps.db, ground.now())
    actor = enter()
  }
  if (working) {
    sleeper?.wake()
    await working
    await rest(ground, scene, end)
  }
  const held = (await ground.deps.db.select().from(tasks)).filter(({ leaseId }) => leaseId !== null)
  return ending([
    ...(await scene.check(ground, { slept: working !== undefined })),
    ...held.map(({ kind }) => `the duty ${kind} is held by nobody`),
  ])
}

/** Has a process stand still at a gate. @returns hears of it, and lets it go on */
export function sleepAt(life: Life, gate: number) {
  let wake = () => {}
  const asleep = new Promise<'asleep'>((fell) => {
    life.pauses.set(gate, () => {
      fell('asleep')
      return new Promise((resolve) => {
        wake = () => resolve()
      })
    })
  })
  return { asleep, wake: () => wake() }
}

async function rest(ground: Ground, scene: Scene, end: Instant): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const due = await nextDueAt(ground.deps.db, { kinds: scene.kinds })
    if (!due || due.epochMilliseconds > end.epochMilliseconds) return
    ground.jump(due.add({ milliseconds: 1 }))
    await work(ground.deps, scene)
  }
}

/** What one turn of a worker is; a database that does not answer is asked again later. */
async function work(deps: Deps, { kinds }: Scene): Promise<void> {
  try {
    await giveBackOwed(deps)
    const [task] = await claimTasks(deps.db, deps.now(), 1, { kinds })
    if (task) await step(deps, task)
  } catch (error) {
    if ((error as Error).name === 'Killed') throw error
    if (!isBroken(error)) throw error
  }
}

/** The line to the database, which these scenes break. */
function isBroken(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause)
    if ('code' in one && one.code === 'ECONNRESET') return true
  return false
}

/** Every gate of a scene once, with the process dying there and with its line breaking. */
export async function* everyGate(theatre: Theatre, scene: string): AsyncGenerator<Plan> {
  const { gates } = await theatre.play({ scene, lives: [[]] })
  for (let gate = 1; gate <= gates; gate++)
    for (const blow of ['die', 'break'] as const) yield { scene, lives: [[[gate, blow]]], restarts: gate % 2 === 0 }
}

const moods: readonly Mood[] = ['later', 'never', 'away', 'lost', 'cut']

/** Any plan of this seed: up to three processes with a blow or two each, moods of the relay, clocks apart, one that sleeps. */
export function drawPlan(seed: number, names: readonly string[], gates: ReadonlyMap<string, number>): Plan {
  const random = randomFrom(seed)
  const below = (most: number) => Math.floor(random() * most)
  const scene = names[below(names.length)] ?? ''
  const most = gates.get(scene) ?? 1
  const blow = (): readonly [number, Blow] => [1 + below(most), random() < 0.6 ? 'die' : 'break']
  const lives = Array.from({ length: 1 + below(3) }, () => Array.from({ length: 1 + below(2) }, blow))
  return {
    scene,
    lives,
    restarts: random() < 0.4,
    ...(random() < 0.2 ? { sleepsAt: 1 + below(most) } : {}),
    relay: random() < 0.4 ? Array.from({ length: 1 + below(3) }, () => moods[below(moods.length)] ?? 'take') : [],
    ...(random() < 0.2 ? { skews: lives.map(() => below(180_000) - 90_000) } : {}),
  }
}
