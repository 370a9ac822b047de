/** What a replayed year says, in a tongue. */
import type { Tongue } from '../../place.ts'
import { german } from './de.ts'
import { english } from './en.ts'

export type BacktestWords = typeof english

export const backtestWords = (tongue: Tongue): BacktestWords => ({ en: english, de: german })[tongue]
