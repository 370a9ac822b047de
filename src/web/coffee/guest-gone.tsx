/** What a guest reads behind a link that leads nowhere any more: in a guest's words, with a way on that is theirs. */
import { cleanText } from '../../text.ts'
import type { Gone } from '../../work/coffee/guest-link.ts'
import { render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { coffeeWords } from './words/words.ts'

/** 410 for a link that was one; 404 for an address that never was, in which a part may be missing. */
export function renderGone(c: Page, gone: Gone | null) {
  const words = coffeeWords(tongueOn(c)).guest
  const [title, ...sentences] = gone ? words.gone[gone.why](cleanText(gone.owner, 60)) : words.noPage
  return render(
    c,
    { title: title ?? '', guest: true, status: gone ? 410 : 404 },
    <div class="message">
      <h1>{title}</h1>
      {sentences.map((sentence) => (
        <p class="lede">{sentence}</p>
      ))}
    </div>,
  )
}
