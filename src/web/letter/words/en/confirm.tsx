/** Proving an address: on the letter page, and behind the link that went there. */
import type { Child } from 'hono/jsx'

export const confirm = {
  title: 'Is this address yours?',
  asks: (address: Child): Child => (
    <>An account on this server wants its weekly letter to come to {address}. Did you ask for that?</>
  ),
  ofAnother:
    'It is another account than the one you are signed in to here: its letters would come to this address, not yours.',
  yes: 'Yes, send my letters there',
  no: 'No, this isn’t mine',
  otherwise:
    'If you did not, somebody else’s account gave this address. You can close this page: without the first button nothing more is sent. With the second, this server never asks this address again.',
  confirmed: 'The address is confirmed',
  goThere: (address: string): string => `The letters go to ${address} now. The next one comes at its usual hour.`,
  atOnce: (link: string): Child => (
    <>
      <a href={link}>Your letter page</a> can send this week’s at once.
    </>
  ),
  mistakenYes: 'Pressed by mistake, and it isn’t yours?',
  refused: 'Nothing more is sent there',
  getsNone: (address: string): string => `${address} gets no letter by this link, and this server never asks it again.`,
  mistakenNo: 'Pressed by mistake, and it is yours after all?',
}

export const unproven = {
  /** @param letter where the letter goes meanwhile; null: nowhere */
  is: (address: string, letter: string | null): string =>
    `${unprovenIs(address)} ${letter === null ? 'No letter goes there.' : `Your letter goes to ${letter}.`}`,
  send: (address: string): string => `Send a link to ${address}`,
  open: 'One short mail with a link can go there, once. When you press the button behind it, letters may go there.',
  failed: (problem: string | null): string =>
    `${problem ?? 'The mail with the link has not left.'} You can ask for it again.`,
  leaving: (problem: string | null): string => `A link is on its way there. ${problem ?? ''}`.trim(),
  over: 'The link that went there has run out, and it goes once only. Connect an account whose provider vouches for its address.',
  bounced: 'The mail with the link was refused, since the address takes no mail.',
  refused: 'Whoever reads there said that the address isn’t for this, so no link goes there.',
  /** @param when "12 April 2026 at 09:30" */
  went: (when: string | null, isSure: boolean): string =>
    `${isSure ? 'A link went there' : 'A link may have reached it'}${when ? ` on ${when}` : ''}. Open it and press its button; it is not sent again.`,
}

const unprovenIs = (address: string): string =>
  `${address} is not confirmed as yours: an administrator can give an account any address, and nobody else vouches for this one.`
