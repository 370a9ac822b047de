/** What a guest reads behind a link that leads nowhere any more: in a guest's words, with a way on that is theirs. */
import { cleanText } from '../../text.ts'
import type { Gone } from '../../work/coffee/guest-link.ts'
import { render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'

const words: Readonly<Record<Gone['why'], (owner: string) => readonly [title: string, ...sentences: string[]]>> = {
  ended: (owner) => [
    'These times are not open any more',
    `${owner} has taken them back, or offered others in their place. If there is a newer mail from ${owner}, use the link in that one; else answer the mail.`,
  ],
  'called off': (owner) => [
    'This coffee was called off',
    `It does not take place. To find another time, answer ${owner}’s mail.`,
  ],
  over: (owner) => ['The time of this coffee has passed', `To find another one, answer ${owner}’s mail.`],
  'ran out': (owner) => [
    'The times on this page have passed',
    `None was chosen in time, so nothing is planned. To find another one, answer ${owner}’s mail.`,
  ],
}

/** 410 for a link that was one; 404 for an address that never was, in which a part may be missing. */
export function renderGone(c: Page, gone: Gone | null) {
  const [title, ...sentences] = gone
    ? words[gone.why](cleanText(gone.owner, 60))
    : [
        'This address leads nowhere',
        'A part of it may be missing. Open it from the mail once more, or answer the mail it came in.',
      ]
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
