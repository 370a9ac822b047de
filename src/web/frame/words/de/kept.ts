/** What became of everything that an account has, in German. */
import type { Others } from '../en/kept.ts'
import type { english } from '../en.ts'

const either = (words: readonly string[]) => {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} oder ${last}` : last
}

/** What is so of those that were read and are not stored. */
function others({ rest, shown, unread, origin }: Others): string {
  const one = rest === 1
  const who = one ? (origin === 'mail' ? 'die eine übrige' : 'der eine übrige') : `die übrigen ${shown}`
  const unreadable = `${one ? 'ließ' : 'ließen'} sich nicht lesen`
  if (rest === unread) return `${who} ${unreadable}`
  const first = unread > 0 ? [unreadable] : []
  const gone = `${one ? 'war' : 'waren'} schon weg, als danach gefragt wurde`
  if (origin === 'mail') return `${who} ${either([...first, gone])}`
  const alone = `${one ? 'hat' : 'haben'} sonst niemanden dabei`
  const cancelled = `${one ? 'ist' : 'sind'} abgesagt`
  const outside = `${one ? 'liegt' : 'liegen'} außerhalb der Jahre, die gelesen werden`
  return `${who} ${either([...first, alone, cancelled, outside])}`
}

export const kept: typeof english.kept = {
  stored: (stored, those) => `${stored} davon sind gespeichert; ${others(those)}.`,
  byNow: (stored) => `Gespeichert sind inzwischen ${stored}, mit dem, was seitdem kam.`,
  unwanted: (parts) => `Gar nicht gelesen: ${parts.join('; ')}.`,
  bulk: (count, sorter) =>
    `${count}, die ${sorter ?? 'dein Postfach'} als Massenmail einordnet, aus Gesprächen, in denen du nicht geschrieben hast`,
  hidden: (count) => `${count} aus Spam, Papierkorb, Entwürfen und Chats`,
  older: (count) => `${count} aus der Zeit vor den Jahren, die gelesen werden`,
}
