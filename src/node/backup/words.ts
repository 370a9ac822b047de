/** What is said of backups in more than one place. */
import { sameDisk as onSameDisk } from '../../work/house/checklist.ts'

/** What is so where both lie on one disk, at the start and by the doctor. */
export function sameDisk(folder: string): string {
  const { words, next } = onSameDisk(folder)
  return `${words} ${next}`
}
