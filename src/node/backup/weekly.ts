/** The backups that are made by themselves: when one is due, what each is called, and which are gone. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { policy } from '../../policy.ts'
import { removeDrafts } from '../whole-file.ts'

/** One that the program made, by its name. */
interface Made {
  readonly name: string
  readonly at: Instant
}

/** As it is called that was made at this moment: "coffee-soon-2026-11-30T0140Z.backup". */
export const nameOf = (at: Instant): string => `coffee-soon-${at.toString().slice(0, 16).replace(':', '')}Z.backup`

/** Those among these names that the program made, newest first. What else lies there is nobody's business. */
export function madeAmong(names: readonly string[]): Made[] {
  const made = names.flatMap((name) => {
    const [, day, hour, minute] = /^coffee-soon-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)Z\.backup$/.exec(name) ?? []
    try {
      return day ? [{ name, at: Temporal.Instant.from(`${day}T${hour}:${minute}:00Z`) }] : []
    } catch {
      return []
    }
  })
  return made.sort((one, other) => Temporal.Instant.compare(other.at, one.at))
}

/** A clock that was ahead for a while leaves names of the future, which count for nothing. */
const isOf = ({ at }: Made, now: Instant) => Temporal.Instant.compare(at, now.add({ hours: 24 })) <= 0

/** Whether the newest is a week old, or there is none. */
export function isDue(names: readonly string[], now: Instant): boolean {
  const newest = madeAmong(names).find((made) => isOf(made, now))
  return !newest || Temporal.Instant.compare(newest.at.add(hoursOf(policy.backups.every)), now) <= 0
}

/** Which are to go: all but the newest four, and whatever is older than 28 days or of a future that far away. */
export function overdue(names: readonly string[], now: Instant): string[] {
  const made = madeAmong(names)
  const kept = made.filter((one) => isOf(one, now)).slice(0, policy.backups.kept)
  const most = policy.backups.gone.days * 24
  return made
    .filter((one) => !(kept.includes(one) || !isOf(one, now)) || Math.abs(now.since(one.at).total('hours')) > most)
    .map(({ name }) => name)
}

/** An instant knows no days. */
const hoursOf = ({ days }: { readonly days: number }) => ({ hours: days * 24 })

/** The names in the folder; none where it is not there yet. */
export const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])

/** When the newest was made; null where there is none. */
export const newestIn = (folder: string, now: Instant): Instant | null =>
  madeAmong(namesIn(folder)).find((made) => isOf(made, now))?.at ?? null

/** What keeps the two apart: a disk that is lost takes along what lies on it. */
export function isOnSameDisk(one: string, other: string): boolean {
  const [here, there] = [one, other].map((folder) => statSync(folder, { throwIfNoEntry: false })?.dev)
  return here !== undefined && (there === undefined ? other.startsWith(one) : here === there)
}

/**
 * Makes one if it is due, and takes away those that are over, whether it was made or not.
 * @param write makes the file of this path
 * @returns what was made, null where none was due
 */
export async function makeWeekly<T>(
  folder: string,
  now: Instant,
  write: (path: string) => Promise<T>,
): Promise<T | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  removeDrafts(join(folder, 'coffee-soon'))
  try {
    return isDue(namesIn(folder), now) ? await write(join(folder, nameOf(now))) : null
  } finally {
    for (const name of overdue(namesIn(folder), now)) rmSync(join(folder, name), { force: true })
  }
}
