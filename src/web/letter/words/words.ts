/** What stands around a letter on its page, and what the pages behind its links say, in each tongue: English is the shape. */
import { type Placed, placeOfUser, type Tongue, tongueOf } from '../../../place.ts'
import { german } from './de/german.ts'
import { english } from './en/english.ts'

export type Words = typeof english

export const letterWords = (tongue: Tongue): Words => ({ en: english, de: german })[tongue]

/** In the tongue of the owner whose row it is. */
export const letterWordsFor = (user: Placed): Words => letterWords(tongueOf(placeOfUser(user)))
