/** What is said before and around a first letter, in a tongue: the front door, the sample letter, the page of setting up. */
import type { Tongue } from '../../place.ts'
import { german } from './words/de.ts'
import { english } from './words/en.ts'

export const welcomeWords = (tongue: Tongue): typeof english => ({ en: english, de: german })[tongue]
