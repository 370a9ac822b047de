/** Why somebody is due or is not, in the tongue of a place. */
import { type Place, tongueOf } from '../../place.ts'
import { german } from './words/de.ts'
import { english } from './words/en.ts'

export const judgeWords = (place: Pick<Place, 'locale'>): typeof english =>
  ({ en: english, de: german })[tongueOf(place)]
