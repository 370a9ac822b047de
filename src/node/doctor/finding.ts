/** What a check of the doctor says: one line, in words and not in colours. */

import type { ProviderName } from '../../providers/types.ts'

/** `ok`: as it should be. `look`: works, but worth knowing. `fault`: does not work before it is mended. */
export interface Finding {
  readonly mark: 'ok' | 'look' | 'fault'
  readonly about: 'settings' | 'address' | 'clock' | ProviderName | 'database' | 'backup' | 'work' | 'mail' | 'operator'
  /** What is so and, where something is wrong, what to do about it. Holds no secret. */
  readonly words: string
}

export const ok = (about: Finding['about'], words: string): Finding => ({ mark: 'ok', about, words })
export const look = (about: Finding['about'], words: string): Finding => ({ mark: 'look', about, words })
export const fault = (about: Finding['about'], words: string): Finding => ({ mark: 'fault', about, words })
