/** What a program stands on where a test needs no provider, no relay and no log: everything else is real. */
import { readConfig } from '../../src/config.ts'
import type { Deps } from '../../src/deps.ts'
import { createSeal } from '../../src/seal.ts'

/** Every test seals and hashes under this one key, so that a row that one wrote another can read. */
export const testKey = { id: 'test', bytes: new Uint8Array(32).fill(7) }

/** Default settings, no provider, letters to the outbox; `given` adds to it or takes its place. */
export const bareDeps = (given: Pick<Deps, 'db' | 'now'> & Partial<Deps>): Deps => ({
  config: readConfig({}),
  seal: createSeal([testKey]),
  providers: new Map(),
  log: () => {},
  wake: () => {},
  mailer: null,
  sample: null,
  ...given,
})
