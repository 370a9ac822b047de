/** What the disk says of the weekly backups, for the page that leads through setting up. */
import type { Config } from '../../config.ts'
import type { Instant } from '../../facts.ts'
import type { BackupsSeen } from '../../work/house/checklist.ts'
import { isOnSameDisk, newestIn } from './weekly.ts'

/** A folder that cannot be read has none; the doctor says so. */
export function seeBackups({ DATA_DIR, BACKUP_DIR }: Config, now: Instant): BackupsSeen {
  const sameDisk = isOnSameDisk(DATA_DIR, BACKUP_DIR)
  try {
    return { newest: newestIn(BACKUP_DIR, now), sameDisk }
  } catch {
    return { newest: null, sameDisk }
  }
}
