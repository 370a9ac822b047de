/**
 * What each piece of work on a large mailbox holds of the one thread there is: against 100 ms for the program's own code and
 * 250 ms for a statement of the embedded database.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { openEmbedded } from '../../src/db/open.ts'
import type { Deps } from '../../src/deps.ts'
import { createProviders } from '../../src/providers/index.ts'
import { depsOn } from '../database.ts'
import { filled } from './filled.ts'
import { type Held, watch } from './watch.ts'
import { deleting, disconnecting, type Work, worksOn } from './works.ts'

export interface Watched extends Held {
  readonly name: string
}

export const limits = { code: 100, statement: 250 } as const

/** Every piece of work once. `keep` is a folder for the filled mailbox, to be used again; `only` some of the works. */
export async function holds(keep?: string, only = ''): Promise<readonly Watched[]> {
  const dir = mkdtempSync(join(tmpdir(), 'coffee-hold-'))
  try {
    const full = await filled(keep ?? join(dir, 'filled'))
    const found = await watchAll(full, join(dir, 'a'), (deps) => [...worksOn(deps), disconnecting(deps)], only)
    return [...found, ...(await watchAll(full, join(dir, 'b'), (deps) => [deleting(deps)], only))]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function watchAll(full: string, folder: string, works: (deps: Deps) => readonly Work[], only: string) {
  cpSync(full, folder, { recursive: true })
  const { db, close } = await openEmbedded(folder)
  const config = readConfig({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' })
  const deps: Deps = { ...depsOn(db), config, providers: createProviders(config) }
  const found: Watched[] = []
  for (const work of works(deps)) {
    await work.prepare?.()
    const held = !only || work.name.includes(only) ? await watch(db, () => work.run()) : undefined
    if (held) found.push({ name: work.name, ...held })
    else if (work.changes) await work.run()
  }
  await close()
  return found
}
