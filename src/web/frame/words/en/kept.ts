/** What became of everything that an account has, in English. */

export interface Others {
  /** How many were read and are not stored, and that number as it is written here. */
  readonly rest: number
  readonly shown: string
  /** How many of them could not be read. */
  readonly unread: number
  readonly origin: 'mail' | 'calendar' | 'file'
}

const either = (words: readonly string[]) => {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last
}

/** What is so of those that were read and are not stored. */
function others({ rest, shown, unread, origin }: Others): string {
  const [who, have, are, were, lie] =
    rest === 1
      ? (['the other one', 'has', 'is', 'was', 'lies'] as const)
      : ([`the other ${shown}`, 'have', 'are', 'were', 'lie'] as const)
  const unreadable = unread > 0 ? ['could not be read'] : []
  if (rest === unread) return `${who} could not be read`
  if (origin === 'mail') return `${who} ${either([...unreadable, `${were} gone when asked for`])}`
  const alone = `${have} nobody else on ${rest === 1 ? 'it' : 'them'}`
  return `${who} ${either([alone, `${are} cancelled`, `${lie} outside the years that are read`, ...unreadable])}`
}

export const kept = {
  stored: (stored: string, those: Others): string => `${stored} of them are stored; ${others(those)}.`,
  byNow: (stored: string): string => `${stored} are stored by now, with what came since.`,
  /** @param parts each in the words below */
  unwanted: (parts: readonly string[]): string => `Not read at all: ${parts.join('; ')}.`,
  /** @param sorter "Google"; null: a mailbox from a file */
  bulk: (count: string, sorter: string | null): string =>
    `${count} that ${sorter ?? 'your mailbox'} sorts as bulk, in conversations that you did not write in`,
  hidden: (count: string): string => `${count} among spam, trash, drafts and chats`,
  older: (count: string): string => `${count} from before the years that are read`,
}
