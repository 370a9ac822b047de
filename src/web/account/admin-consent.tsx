/** When only an administrator of the user's organisation can give the permission: the link for them, and what comes of it. */
import type { Provider } from '../../providers/provider.ts'
import { traits } from '../../providers/traits.ts'
import { render, renderMessage } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { accountWords } from './words/words.ts'

/**
 * Where the user stands. `new`: nothing is connected. `waiting`: an account is, and waits. `events`: it is read, and only
 * adding events is missing. `declined`: somebody said no, or came back from Microsoft's own "Need admin approval".
 */
export type ConsentStanding = 'new' | 'waiting' | 'events' | 'declined'

/** The page with the link that an administrator opens. Nothing is sent from here. */
export function showAdminLink(
  c: Page,
  { name }: Provider,
  { link, standing }: { readonly link: string; readonly standing: ConsentStanding },
): Response | Promise<Response> {
  const { label } = traits[name]
  const said = accountWords(tongueOn(c)).consent
  const { title, words } = standing === 'declined' ? said.declined(label) : said[standing]
  const mail = `mailto:?subject=${encodeURIComponent(said.subject)}&body=${encodeURIComponent(said.letter(link))}`
  return render(
    c,
    { title, status: standing === 'waiting' ? 200 : 403 },
    <div class="message">
      <h1>{title}</h1>
      <p class="lede">{words}</p>
      <p>{said.forAdmin(label)}</p>
      <p>
        <label>
          {said.copy}
          <input type="text" readonly value={link} />
        </label>
      </p>
      <p class="cta">
        <a class="btn" href={mail}>
          {said.mail}
        </a>
        <a class="btn q" href={`/connect/${name}`}>
          {said.again}
        </a>
      </p>
    </div>,
  )
}

/** What an administrator sees on coming back. Whether it is true shows only when somebody connects. */
export function showAdminAnswer(c: Page, { name }: Provider, allowed: boolean): Response | Promise<Response> {
  const { label } = traits[name]
  const words = accountWords(tongueOn(c)).consent
  return renderMessage(c, { title: allowed ? words.thanks : words.notAllowed, guest: true }, [
    allowed ? words.allowedSays(label) : words.notAllowedSays(label),
  ])
}
