/** What the mails beside the letter say, in the tongue of their owner's letter. */
import type { User } from '../../../db/accounts/users.ts'
import type { Tongue } from '../../../place.ts'
import { german } from './de.ts'
import { english } from './en.ts'

export const mailWords = ({ settings }: Pick<User, 'settings'>): typeof english => mailWordsIn(settings.letterTongue)

/** The same in a tongue, such as that of a browser; settings of before there was a choice hold none. */
export const mailWordsIn = (tongue: Tongue | undefined): typeof english => (tongue === 'de' ? german : english)

/** In lines that every mail program shows as they are. */
export function folded(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 72) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
