/** A look at an account that has nothing new: what the provider is asked, and the database. */
import { claimTasks } from '../src/db/queue/claim.ts'
import { step } from '../src/work/step.ts'
import { startApart } from './apart.ts'
import { type Bench, inMs } from './result.ts'

const looks = 20

export const benchLook: Bench = async () => {
  const apart = await startApart('small')
  await apart.program.connect()
  await apart.program.settle()
  for (let warm = 0; warm < 3; warm++) await apart.wait({ minutes: 31 })
  const { deps } = apart.program
  // Mail and calendar are looked at by a task each.
  const each = (sum: number) => sum / looks / 2
  const counted = { statements: 0, whole: 0 }
  const before = { requests: await apart.tell({ do: 'count' }), cpu: process.cpuUsage() }
  for (let look = 0; look < looks; look++) {
    const from = apart.statements()
    await apart.pass({ minutes: 31 })
    const claimed = await claimTasks(deps.db, deps.now(), 4)
    if (claimed.length !== 2) throw new Error(`${claimed.length} tasks are due, and not mail and calendar alone`)
    await Promise.all(claimed.map((task) => step(deps, task)))
    counted.statements += apart.statements() - from
    await apart.program.settle({ seconds: 20 })
    counted.whole += apart.statements() - from
  }
  const { user, system } = process.cpuUsage(before.cpu)
  const statements = each(counted.statements)
  const whole = each(counted.whole)
  const requests = each((await apart.tell({ do: 'count' })) - before.requests)
  await apart.stop()
  return [
    {
      name: 'requests of a look without news, on average of mail and calendar',
      measured: requests.toFixed(1),
      baseline: '2',
      ratio: requests / 2,
      aim: '≤ 2',
      met: requests <= 2,
    },
    {
      name: 'statements of a look without news, the claim and a new token each hour included, on average of mail and calendar',
      measured: statements.toFixed(1),
      baseline: '4',
      ratio: statements / 4,
      aim: '≤ 4',
      met: statements <= 4,
    },
    {
      name: 'the same with what is asked in between: a claim that finds nothing, and when something is due next',
      measured: whole.toFixed(1),
      baseline: `${statements.toFixed(1)} of the looks`,
      ratio: whole / statements,
    },
    {
      name: 'CPU of a look without news, the embedded database included',
      measured: inMs(each(user + system) / 1000),
      baseline: '20 ms that docs/scaling.md assumed',
      ratio: each(user + system) / 1000 / 20,
    },
  ]
}
