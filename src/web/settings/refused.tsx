/** Addresses of which the owner said that they are somebody else's, each with the way back to the question. */
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { SettingsWords } from './words/words.ts'

interface RefusedProps {
  readonly addresses: readonly string[]
  readonly csrf: string
  readonly words: SettingsWords['refused']
}

export function Refused({ addresses, csrf, words }: RefusedProps) {
  if (!addresses.length) return null
  return (
    <section id="own">
      <h2>{words.title}</h2>
      <p class="soft">{words.said}</p>
      <ul class="plain">
        {addresses.map((address) => (
          <li class="row">
            <span class="grow address">{cleanText(address)}</span>
            <PostForm action="/settings" csrf={csrf} hidden={{ own: address, mine: 'undo' }}>
              <button type="submit" class="q small" aria-label={words.undoOf(cleanText(address))}>
                {words.undo}
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
    </section>
  )
}
