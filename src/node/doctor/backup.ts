/** The doctor's look at backups: are any made, how old is the newest, and would it outlive the disk. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { describeError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { checklist } from '../../work/house/checklist.ts'
import { isOnSameDisk, newestIn } from '../backup/weekly.ts'
import { sameDisk } from '../backup/words.ts'
import { type Finding, fault, look, ok } from './finding.ts'

/** A week, and a day in which the program may have been off. */
const lateDays = 8

export function checkBackups(config: Config, now: Instant): Finding[] {
  const { DATABASE_URL, DATA_DIR, BACKUP_KEY, BACKUP_DIR } = config
  const step = checklist(config, {}).find(({ name }) => name === 'backup')
  if (DATABASE_URL) return [look('backup', step?.words ?? '')]
  if (!BACKUP_KEY) return [look('backup', `${step?.words.replace(/\.$/, ':')} ${step?.next?.replace(/^S/, 's')}`)]
  const disk = isOnSameDisk(DATA_DIR, BACKUP_DIR) ? [look('backup', sameDisk(BACKUP_DIR))] : []
  return [newest(DATA_DIR, BACKUP_DIR, now), ...disk]
}

function newest(folder: string, backups: string, now: Instant): Finding {
  let at: Instant | null
  try {
    at = newestIn(backups, now)
  } catch (error) {
    return fault('backup', `BACKUP_DIR ${backups} cannot be read (${describeError(error).code}); check whose it is.`)
  }
  if (!at) {
    const said = existsSync(join(folder, 'database'))
      ? 'the program makes one within the hour in which it runs with an account'
      : 'the first comes once there is an account'
    return ok('backup', `There is none in ${backups} yet; ${said}.`)
  }
  const days = Math.floor(Math.max(0, now.since(at).total('hours')) / 24)
  if (days >= lateDays)
    return fault(
      'backup',
      `The newest in ${backups} is ${days} days old. Is the program running with this BACKUP_DIR, and can it write there? Its log says "backup failed" where it could not.`,
    )
  const age = days === 0 ? 'of today or yesterday' : days === 1 ? 'a day old' : `${days} days old`
  return ok('backup', `The newest in ${backups} is ${age}; one is made every week.`)
}
