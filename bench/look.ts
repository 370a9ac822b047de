/** A look at an account that has nothing new: what the provider is asked, and the database. */
import { startApart } from './apart.ts'
import { type Bench, inMs } from './result.ts'

const looks = 20

export const benchLook: Bench = async () => {
  const apart = await startApart('small')
  await apart.program.connect()
  await apart.program.settle()
  for (let warm = 0; warm < 3; warm++) await apart.wait({ minutes: 31 })
  const before = {
    statements: apart.statements(),
    requests: await apart.tell({ do: 'count' }),
    cpu: process.cpuUsage(),
  }
  for (let look = 0; look < looks; look++) await apart.wait({ minutes: 31 })
  const { user, system } = process.cpuUsage(before.cpu)
  // Mail and calendar are looked at by a task each.
  const each = (sum: number) => sum / looks / 2
  const statements = each(apart.statements() - before.statements)
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
      name: 'statements of a look without news, on average of mail and calendar',
      measured: statements.toFixed(1),
      baseline: '4',
      ratio: statements / 4,
      aim: '≤ 4',
      met: statements <= 4,
    },
    {
      name: 'CPU of a look without news, the embedded database included',
      measured: inMs(each(user + system) / 1000),
      baseline: '20 ms that docs/scaling.md assumed',
      ratio: each(user + system) / 1000 / 20,
    },
  ]
}
