/** The doctor's look at a PostgreSQL server: does it open, what stands before it, and do time-outs hold. */
import { Temporal } from 'temporal-polyfill'
import type { Config } from '../../config.ts'
import type { OpenDatabase } from '../../db/open.ts'
import { describeError } from '../../errors.ts'
import { type Finding, fault, ok } from './finding.ts'
import { checkKeysIn } from './keys.ts'
import { checkLine } from './line.ts'
import { compareTables } from './tables.ts'
import { checkWork } from './work.ts'

type Named = Pick<Config, 'DATABASE_PREPARE'> & Partial<Pick<Config, 'SECRET_KEYS'>> & { readonly DATABASE_URL: string }

/** @param migrations the folder that they lie in */
export async function checkServer(named: Named, migrations: string): Promise<Finding[]> {
  const { openServer } = await import('../../db/server/open.ts')
  const database = openServer(named.DATABASE_URL, 2)
  try {
    const tables = await compareTables(database, migrations, 'run `npm run migrate`')
    const isOurs = tables.mark === 'ok'
    const apart = isOurs ? [await checkLine(database, 'run `npm run migrate`')] : []
    const keys = isOurs ? await checkKeysIn(database.db, named.SECRET_KEYS ?? []) : []
    const work = tables.mark === 'fault' ? [] : await checkWork(database.db, Temporal.Now.instant())
    return [tables, await checkWay(named), await checkLimits(database), ...apart, ...keys, ...work]
  } catch (error) {
    return [fault('database', serverWords(error))]
  } finally {
    await database.close()
  }
}

/** Whether a pooler stands between, and whether it does with statements what DATABASE_PREPARE has the program do. */
async function checkWay({ DATABASE_URL, DATABASE_PREPARE }: Named): Promise<Finding> {
  const { findPooler, keepsPrepared } = await import('../../db/server/pooler.ts')
  const pooled = await findPooler(DATABASE_URL)
  const way = pooled ? 'Reached through a pooler' : 'Reached directly'
  if (DATABASE_PREPARE === 'off')
    return ok(
      'database',
      `${way}; statements are not kept prepared${pooled ? '' : ', DATABASE_PREPARE=on would be quicker'}.`,
    )
  if (await keepsPrepared(DATABASE_URL)) return ok('database', `${way}; statements are kept prepared.`)
  return fault('database', `${way}, which loses prepared statements; set DATABASE_PREPARE=off.`)
}

async function checkLimits({ db }: OpenDatabase): Promise<Finding> {
  const [{ findLimits }, { everyday }] = await Promise.all([
    import('../../db/server/pooler.ts'),
    import('../../db/server/bounds.ts'),
  ])
  const { hold, leak } = await findLimits(db)
  const say = (what: string) =>
    fault('database', `${what}; the pooler has to leave \`set local\` and transactions as they are.`)
  if (!hold) return say('A statement in a transaction is not stopped when its time is over')
  if (leak) return say('A time-out of one transaction is still there after it')
  return ok('database', `Time-outs hold: a statement that takes ${everyday.statementSeconds} seconds is stopped.`)
}

/** PostgreSQL, appendix A, and what the system says of a connection. */
const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; start the server or mend host and port',
  ENOTFOUND: 'its name is not known; check the host',
  EAI_AGAIN: 'its name cannot be looked up; check the name server',
  CONNECT_TIMEOUT: 'it does not answer; check host, port and any firewall',
  ECONNRESET: 'it hangs up, as a server does that speaks no TLS; see DATABASE_TLS',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted; see DATABASE_TLS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted; see DATABASE_TLS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted; see DATABASE_TLS',
  '28P01': 'the password is wrong',
  '28000': 'this user may not come in',
  '3D000': 'there is no such database; make it with `createdb`',
  '42501': 'this user may not read its tables',
}

function serverWords(error: unknown): string {
  const { error: name, code } = describeError(error)
  return `DATABASE_URL does not open: ${refusals[code ?? ''] ?? `it says ${code ?? name}`}.`
}
