/**
 * Who sent a message, by one rule for whoever hands it out. Each copy decides by itself, so that no order of reading changes
 * what is stored. Anybody can write any address into From; what a provider says of a copy, and what the last server writes into
 * whatever it delivers, they cannot.
 */

/** What is known of one copy of a message. */
export interface Copy {
  /** Its From is an address of the owner's; its Sender is; one of those it was addressed to is. */
  readonly from: boolean
  readonly sender: boolean
  readonly to: boolean
  /** Its provider says that the owner sent it, whatever address it bears: the label of Gmail. */
  readonly labelled: boolean
  /** It lies in the folder of sent mail. */
  readonly sent: boolean
  /** Something shows that a server has delivered it. */
  readonly delivered: boolean
}

/**
 * `owner`: it bears their address and lies in sent mail, or nothing shows that it was delivered, so that a program of theirs has
 * put it there. `folder`: another address in sent mail, unless it came to them, or was sent on behalf of another (whoever sent it
 * will count as the owner). `unproven`: it bears their address, and came in as mail of others does. `other`: nobody says that it
 * is theirs.
 */
export type Sender = 'owner' | 'folder' | 'unproven' | 'other'

export function senderOf({ from, sender, to, labelled, sent, delivered }: Copy): Sender {
  if (labelled) return 'owner'
  if (from) return sent || !delivered ? 'owner' : 'unproven'
  return sent && !sender && !to ? 'folder' : 'other'
}

/**
 * A copy of what lies in sent mail, that came back; or the word of somebody else, under the owner's name. Where sent mail is
 * kept nowhere, what came back is all there is of it.
 */
export const isPassedOver = (sender: Sender, keepsSent: boolean): boolean => sender === 'unproven' && keepsSent

/** What the last server writes into whatever it delivers (RFC 5321 section 4.4), and no program into a copy that it saves. */
const delivery: ReadonlySet<string> = new Set([
  'return-path',
  'delivered-to',
  'x-original-to',
  'x-delivered-to',
  'envelope-to',
])

/**
 * Whether its header shows that a server has delivered it.
 * @param names of its fields, in lower case
 * @param cameIn it lies in the inbox, and says by which server it came. Elsewhere that says nothing: a server that saves what
 * it sends writes it too.
 */
export const wasDelivered = (names: Iterable<string>, cameIn: boolean): boolean => {
  if (cameIn) return true
  for (const name of names) if (delivery.has(name)) return true
  return false
}
