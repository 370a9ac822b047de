/** What the pages of a coffee say, its owner's and its guest's, in each tongue: English is the shape. */
import { type Placed, placeOfUser, type Tongue, tongueOf } from '../../../place.ts'
import { german } from './de/german.ts'
import { english } from './en/english.ts'

export type Words = typeof english

export const coffeeWords = (tongue: Tongue): Words => ({ en: english, de: german })[tongue]

/** In the tongue of the owner whose row it is. */
export const coffeeWordsFor = (user: Placed): Words => coffeeWords(tongueOf(placeOfUser(user)))
