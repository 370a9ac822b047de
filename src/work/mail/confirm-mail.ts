/** The one mail to an address that may be a stranger's: no name, no word that anybody here has chosen, and nothing after it. */

/**
 * @param about.base this server's address
 * @param about.href where the button is
 * @param about.lasts how long the link works: "14 days"
 */
export function confirmationMail({
  base,
  href,
  lasts,
}: {
  readonly base: string
  readonly href: string
  readonly lasts: string
}): { readonly subject: string; readonly text: string } {
  return {
    subject: 'Is this address yours? Coffee soon asks once',
    text: `Somebody with an account at ${base} would like a weekly letter from there to come to this address. Coffee soon writes only to people who want it, so it asks first.

If that is you, open this page and press its button:
${href}

If it is not you, there is nothing to do: without the button nothing more comes here. The same page can say that the address is not theirs, and then this server never asks it again.

The link works for ${lasts}. This mail is sent once.
`,
  }
}
