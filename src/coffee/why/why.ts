/** Why a time and a way to ask are good ones, in the words of the owner's tongue. */
import type { Tongue } from '../../place.ts'
import { german } from './de.ts'
import { english } from './en.ts'

export type Why = typeof english

export const whyIn = (tongue: Tongue): Why => ({ en: english, de: german })[tongue]
