/** When only an administrator of the user's organisation can give the permission: the link for them, and what comes of it. */
import type { Provider } from '../../providers/provider.ts'
import { traits } from '../../providers/traits.ts'
import { render, renderMessage } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'

/**
 * Where the user stands. `new`: nothing is connected. `waiting`: an account is, and waits. `events`: it is read, and only
 * adding events is missing. `declined`: somebody said no, or came back from Microsoft's own "Need admin approval".
 */
export type ConsentStanding = 'new' | 'waiting' | 'events' | 'declined'

const sentencesOf = (label: string): Readonly<Record<ConsentStanding, { title: string; words: string }>> => ({
  new: {
    title: 'An administrator has to allow this first',
    words:
      'Your organisation leaves permissions for mail and calendar to its administrators, so nothing was connected.',
  },
  waiting: {
    title: 'Waiting for your administrator',
    words:
      'Your organisation leaves permissions for mail and calendar to its administrators. Once they have agreed, reading goes on by itself within the hour. Connecting again is quicker.',
  },
  events: {
    title: 'An administrator has to allow this first',
    words:
      'Your organisation leaves adding events to its administrators. Your account is read as before, and your note and the time are kept.',
  },
  declined: {
    title: 'Nothing was connected',
    words: `You did not give the permission, so nothing was connected. If ${label} said “Need admin approval”, only an administrator of your organisation can give it.`,
  },
})

/** The page with the link that an administrator opens. Nothing is sent from here. */
export function showAdminLink(
  c: Page,
  { name }: Provider,
  { link, standing }: { readonly link: string; readonly standing: ConsentStanding },
): Response | Promise<Response> {
  const { label } = traits[name]
  const { title, words } = sentencesOf(label)[standing]
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(letter(link))}`
  return render(
    c,
    { title, status: standing === 'waiting' ? 200 : 403 },
    <div class="message">
      <h1>{title}</h1>
      <p class="lede">{words}</p>
      <p>
        This link is for the administrator. It opens {label}’s own page, which names what is asked for: who wrote to
        whom and when, subject lines, the calendar without descriptions, and adding an event when somebody sends an
        invitation. Agreeing once is enough for everybody there.
      </p>
      <p>
        <label>
          Link to copy
          <input type="text" readonly value={link} />
        </label>
      </p>
      <p class="cta">
        <a class="btn" href={mail}>
          Open a mail with this link
        </a>
        <a class="btn q" href={`/connect/${name}`}>
          Connect again
        </a>
      </p>
    </div>,
  )
}

const subject = 'A permission for Coffee soon?'
const letter = (link: string) =>
  `Could you allow this program for our organisation? It reads who wrote to whom and when, subject lines and the calendar, never a message or an attachment.\r\n\r\n${link}\r\n`

/** What an administrator sees on coming back. Whether it is true shows only when somebody connects. */
export function showAdminAnswer(c: Page, { name }: Provider, allowed: boolean): Response | Promise<Response> {
  const { label } = traits[name]
  return renderMessage(c, { title: allowed ? 'Thank you' : 'Nothing was allowed', guest: true }, [
    allowed
      ? `${label} says that the program is allowed in your organisation. Whoever asked you can connect their account now. Nothing of yours was read or kept here.`
      : `${label} says that nothing was allowed. Nothing changed here.`,
  ])
}
