/** How the steps of setting a house up are told: the doctor on the terminal tells them in English. */
import type { Tongue } from '../../place.ts'
import { german } from './words/de.ts'
import { english } from './words/en.ts'

export const houseWords = (tongue: Tongue): typeof english => ({ en: english, de: german })[tongue]
