/** What is said of backups in more than one place. */

/** What is so where both lie on one disk, at the start and by the doctor. */
export const sameDisk = (folder: string): string =>
  `Weekly backups go to ${folder}, which is on the same disk as the database: whoever loses the one loses the other. Set BACKUP_DIR to a folder on another disk, or copy them away.`
