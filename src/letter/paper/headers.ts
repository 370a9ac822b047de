/** The header fields of a letter beside those of every mail: how to end it, and that a machine sent it. */

/**
 * One List-Unsubscribe with one address, and the fixed value that makes it one click (RFC 8058); Auto-Submitted keeps
 * vacation notices away (RFC 3834).
 * @param origin the address of this server, such as https://coffee.example.org
 */
export function headersOf(links: { readonly unsubscribe: string }, origin: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${links.unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-ID': `Coffee soon <letter.${hostName(origin)}>`,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'bulk',
  }
}

/**
 * The same for the same user, week and count: a second copy can be told from a second letter.
 * @param parts.user an opaque hash, since relays read it
 * @param parts.count 1 for the first sending; from the second on it shows
 */
export function messageIdOf(parts: {
  readonly user: string
  readonly week: string
  readonly count: number
  readonly host: string
}): string {
  const again = parts.count > 1 ? `.${parts.count}` : ''
  return `<${parts.week.toLowerCase()}${again}.${parts.user}@${parts.host.replace(/:\d+$/, '')}>`
}

const hostName = (origin: string) => new URL(origin).hostname.replace(/[^a-z0-9.-]/gi, '')
