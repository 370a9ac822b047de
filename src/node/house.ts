/** What this machine says of the steps of setting up: its name, and the weekly backups on its disk. */
import type { Config } from '../config.ts'
import type { Instant } from '../facts.ts'
import type { BackupsSeen, Seen } from '../work/house/checklist.ts'
import { isOnSameDisk, newestIn } from './backup/weekly.ts'
import { isPrivate } from './private-name.ts'

export function seeHouse(config: Config, now: Instant): Seen {
  const privateName = !config.local && isPrivate(new URL(config.BASE_URL).hostname)
  return config.DATABASE_URL ? { privateName } : { privateName, backups: seeBackups(config, now) }
}

/** A folder that cannot be read has none; the doctor says so. */
function seeBackups({ DATA_DIR, BACKUP_DIR }: Config, now: Instant): BackupsSeen {
  const sameDisk = isOnSameDisk(DATA_DIR, BACKUP_DIR)
  try {
    return { newest: newestIn(BACKUP_DIR, now), sameDisk }
  } catch {
    return { newest: null, sameDisk }
  }
}
