import { drawPlan, everyGate, openTheatre } from './crashes.ts'

const t = performance.now()
const theatre = await openTheatre((name) => name.includes(process.argv[2] ?? ''))
console.log('open', Math.round(performance.now() - t))
for (const scene of theatre.names) {
  const c = process.cpuUsage()
  let n = 0
  const one = await theatre.play({ scene, lives: [[]] })
  console.log(scene, one.gates, one.wrong, process.argv[3] ? one.places.join(' | ') : '')
  for await (const plan of everyGate(theatre, scene)) {
    const { wrong, places } = await theatre.play(plan)
    n++
    if (wrong.length) console.log('  ', JSON.stringify(plan.lives), places[(plan.lives[0]?.[0]?.[0] ?? 1) - 1], wrong)
  }
  const u = process.cpuUsage(c)
  console.log('  ', n, 'cpu ms each', Math.round((u.user + u.system) / 1000 / (n + 1)))
}
console.log(process.cpuUsage())
await theatre.close()
