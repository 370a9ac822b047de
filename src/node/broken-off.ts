/** What a start, a restore or a copying left behind that broke off: settled by whoever holds the folder's lock, before anything else is done there. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isUnfinished } from './first-start.ts'
import { endRewriting } from './rewriting.ts'

/** Where a restored database is made until it is whole. */
export const leftoversIn = (folder: string): string => join(folder, 'database.unfinished')

/** While one takes the place of another: that other one, and the keys that come with it. */
export const beforeIn = (folder: string): string => join(folder, 'database.before')
export const newKeysIn = (folder: string): string => join(folder, 'secret-key.new')

/** One whole database is there afterwards, with the keys that open it, or none where there was none. */
export function endBrokenOff(folder: string): void {
  endSwap(folder)
  const aside = leftoversIn(folder)
  rmSync(aside, { recursive: true, force: true })
  // Under another name in one step, so that what is half deleted is never taken for a database.
  if (isUnfinished(folder)) renameSync(join(folder, 'database'), aside)
  rmSync(aside, { recursive: true, force: true })
  endRewriting(folder)
}

/** A restore that broke off within its swap: as long as its keys have not taken their place, the database of before has its own. */
function endSwap(folder: string): void {
  const [path, before, restored, keys] = [
    join(folder, 'database'),
    ...[beforeIn, leftoversIn, newKeysIn].map((one) => one(folder)),
  ] as [string, string, string, string]
  if (!existsSync(path) && existsSync(before))
    renameSync(existsSync(keys) || !existsSync(restored) ? before : restored, path)
  if (existsSync(path)) rmSync(before, { recursive: true, force: true })
  rmSync(keys, { force: true })
}
