/** The doctor's look at the keys: how much lies under each older one, and which of them may be removed. */
import { Temporal } from 'temporal-polyfill'
import type { SecretKey } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import type { UnderKeys } from '../../db/sealed/under-keys.ts'
import { type Finding, fault, look, ok } from './finding.ts'

/** Nothing where there is one key and all lies under it. */
export async function checkKeysIn(db: Database, keys: readonly SecretKey[]): Promise<Finding[]> {
  const [{ countUnderKeys }, { signInMinutes }] = await Promise.all([
    import('../../db/sealed/under-keys.ts'),
    import('../../db/accounts/sessions.ts'),
  ])
  const ids = keys.map(({ id }) => id)
  return keyFindings(await countUnderKeys(db), ids, { now: Temporal.Now.instant(), minutes: 2 * signInMinutes })
}

/**
 * What to say of the keys; pure.
 * @param minutes so long a sign-in may take
 * @param ids of SECRET_KEYS, the first one first
 */
export function keyFindings(
  { known, unknown, first }: UnderKeys,
  ids: readonly string[],
  { now, minutes }: { readonly now: Temporal.Instant; readonly minutes: number },
): Finding[] {
  const [firstId, ...older] = ids
  const findings: Finding[] = []
  for (const [id, count] of known)
    if (!ids.includes(id))
      findings.push(
        fault('database', `${things(count)} under the key ${id}, which SECRET_KEYS does not hold; put it back.`),
      )
  if (!older.length) return findings
  if (unknown)
    findings.push(
      look(
        'database',
        `${unknown === 1 ? 'One thing is' : `${unknown} things are`} kept by the hash of an address that nothing stored names any more. Each is lost without the key that it was made with, and nobody can tell which that was: keep every key.`,
      ),
    )
  const since = first?.id === firstId ? first?.at : undefined
  for (const id of older) {
    const left = known.get(id) ?? 0
    if (left)
      findings.push(
        look(
          'database',
          `${things(left)} under the key ${id} still; keep it. The running program moves them to the key ${firstId}.`,
        ),
      )
    else if (!since)
      findings.push(
        look('database', `The key ${firstId} has not been first yet while the program ran; keep the key ${id}.`),
      )
    else if (!unknown && now.epochMilliseconds < since.add({ minutes }).epochMilliseconds)
      findings.push(
        look(
          'database',
          `Nothing is left under the key ${id} but sign-ins under way; keep it for another ${minutes} minutes.`,
        ),
      )
    else if (!unknown)
      findings.push(ok('database', `Nothing is left under the key ${id}: it may be removed from SECRET_KEYS.`))
  }
  return findings
}

const things = (count: number) =>
  count === 1 ? 'One sealed or hashed value lies' : `${count} sealed or hashed values lie`
