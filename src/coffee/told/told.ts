/** What a guest chose or did, in the words of the owner's tongue. */
import { type Place, tongueOf } from '../../place.ts'
import { german } from './de.ts'
import { english } from './en.ts'

export const toldIn = (place: Pick<Place, 'locale'>): typeof english => ({ en: english, de: german })[tongueOf(place)]
