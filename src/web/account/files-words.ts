/** Where what was deleted may lie still, and for how long. */
import type { Config } from '../../config.ts'
import type { Tongue } from '../../place.ts'
import { accountWords } from './words/words.ts'

/** In sentences, after something was deleted or before it is. */
export function filesWords({ DATABASE_URL }: Pick<Config, 'DATABASE_URL'>, tongue: Tongue): string {
  const { files } = accountWords(tongue)
  return DATABASE_URL ? files.server : files.embedded()
}
