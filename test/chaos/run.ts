/** `npm run chaos`: seeded runs with faults of every kind, crashes at every gate, and kills of real processes. */
import { parseArgs } from 'node:util'
import { chaos } from './chaos.ts'
import { drawPlan, everyGate, openTheatre, type Plan } from './crashes.ts'
import { storm } from './processes.ts'

const help = `npm run chaos -- [--seed N] [--seeds N] [--steps N] [--trace]
npm run chaos -- --crashes N [--seed N] [--scene WORDS]
npm run chaos -- --kills N [--seed N] [--bundle]

Without more, runs with faults of every kind; they end with exactly the facts of a calm run.
--seed N      the first seed; the same seed is the same run                          (1)
--seeds N     so many runs, one after another                                        (1)
--steps N     steps of a run                                                      (2000)
--trace       says every step
--crashes N   every gate around what leaves, and drawn plans, until there were so many
--scene TEXT  only scenes whose name has this in it
--kills N     kills so many real worker processes on a PostgreSQL server; there a seed is only drawn, not repeated
--bundle      beside them the bundle for Workers works inside workerd, and is killed as well
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      steps: { type: 'string', default: '2000' },
      crashes: { type: 'string' },
      kills: { type: 'string' },
      bundle: { type: 'boolean', default: false },
      scene: { type: 'string', default: '' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const seed = Number(values.seed)
  if (values.help) {
    say(help)
    return 0
  }
  if (values.crashes) return crash(Number(values.crashes), seed, values.scene)
  if (values.kills) {
    const { wrong, tried } = await storm({ seed, kills: Number(values.kills), bundle: values.bundle })
    return report(`seed ${seed}`, wrong, tried)
  }
  const all = new Map<string, number>()
  const found: string[] = []
  for (let at = seed; at < seed + Number(values.seeds); at++) {
    const trace = values.trace ? (line: string) => say(`${line}\n`) : undefined
    const { wrong, tried } = await chaos({ seed: at, steps: Number(values.steps), ...(trace ? { trace } : {}) })
    for (const [what, times] of tried) all.set(what, (all.get(what) ?? 0) + times)
    found.push(...wrong.map((one) => `seed ${at}: ${one}`))
    say(`seed ${at}: ${wrong.length ? wrong.join('\n') : 'all holds'}\n`)
  }
  return report(`${values.seeds} runs of ${values.steps} steps`, found, all)
}

async function crash(count: number, seed: number, words: string): Promise<number> {
  const theatre = await openTheatre((name) => name.includes(words))
  const gates = new Map<string, number>()
  const tried = new Map<string, number>()
  const wrong: string[] = []
  let done = 0
  let died = 0
  const play = async (plan: Plan) => {
    const ending = await theatre.play(plan)
    done++
    died += ending.died
    tried.set(plan.scene, (tried.get(plan.scene) ?? 0) + 1)
    for (const one of ending.wrong) wrong.push(`${plan.scene}: ${one}, after ${JSON.stringify(plan)}`)
    if (done % 200 === 0) say(`${done} of ${count}, ${died} deaths, ${wrong.length} wrong\n`)
    return ending
  }
  for (const scene of theatre.names) {
    gates.set(scene, (await play({ scene, lives: [[]] })).gates)
    for await (const plan of everyGate(theatre, scene)) await play(plan)
  }
  for (let at = seed; done < count; at++) await play(drawPlan(at, theatre.names, gates))
  await theatre.close()
  tried.set('processes that died', died)
  return report(`${done} plans`, wrong, tried)
}

function report(name: string, wrong: readonly string[], tried: ReadonlyMap<string, number>): number {
  for (const [what, times] of [...tried].toSorted(([a], [b]) => (a < b ? -1 : 1))) say(`${times}\t${what}\n`)
  say(wrong.length ? `${name}: ${wrong.length} things do not hold\n` : `${name}: all holds\n`)
  for (const one of wrong.slice(0, 50)) say(`- ${one}\n`)
  return wrong.length ? 1 : 0
}

function say(text: string): void {
  process.stdout.write(text)
}

process.exitCode = await main()
