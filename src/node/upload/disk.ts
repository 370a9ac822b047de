/** What an upload needs of the disk: its state read again, its files removed, its process alive, its fault in words. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { readStates, type State } from './state.ts'

/** Those that lie in this folder; none where it is not there. */
export function statesIn(imports: string): State[] {
  try {
    return readStates(imports)
  } catch {
    return []
  }
}

/** The files, and not what is written down of them. */
export function removeFiles(folder: string): void {
  for (const name of namesIn(folder))
    if (name !== 'state.json') rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** All of it. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })

/** Whether a process of this machine is at work. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const room: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'])

/** What the disk says, in words for whoever chose the files. */
export const sayFull = (error: unknown): unknown =>
  room.has((error as NodeJS.ErrnoException).code)
    ? new UserError(503, {
        en: 'This server has no room to put these files. Nothing was kept.',
        de: 'Auf diesem Server ist kein Platz für diese Dateien. Gespeichert wurde nichts.',
      })
    : error

/** @returns the folder of this name in that one, its owner's alone */
export function makeFolder(parent: string, name: string): string {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
