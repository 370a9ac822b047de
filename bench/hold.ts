/** Of all that is done with a large mailbox, what holds everybody else the longest; `bench/hold/run.ts` prints each. */
import { join } from 'node:path'
import { holds, limits, type Watched } from './hold/hold.ts'
import { atMost, type Options, type Result } from './result.ts'

export async function benchHold({ folder }: Options): Promise<Result[]> {
  const found = await holds(join(folder, 'mailbox'))
  const most = (figure: 'code' | 'statement' | 'wait') =>
    found.reduce((one, other) => (other[figure] > one[figure] ? other : one))
  const result = (what: string, figure: 'code' | 'statement', { name, [figure]: ms }: Watched): Result => ({
    name: `${what}, of ${found.length} pieces of work (${name})`,
    measured: `${Math.round(ms)} ms`,
    baseline: `${limits[figure]} ms`,
    ...atMost(ms / limits[figure], 1, `≤ ${limits[figure]} ms`),
  })
  const waited = most('wait')
  return [
    result('longest hold of the event loop', 'code', most('code')),
    result('longest statement of the embedded database', 'statement', most('statement')),
    {
      name: `longest wait of another's statement (${waited.name})`,
      measured: `${Math.round(waited.wait)} ms`,
      baseline: `${Math.round(waited.took)} ms that the work took`,
      ratio: waited.wait / waited.took,
    },
  ]
}
