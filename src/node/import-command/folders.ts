/** What lies in a folder of mail, at any depth, and which of it holds letters by the names of its folders. */
import { readdirSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { isInboxFolder, isSentFolder, reasonOfFolder } from '../../providers/standard/folders.ts'

export interface Walked {
  readonly files: readonly string[]
  /** What is no file, and folders that cannot be opened: by path, with words that go on from it. */
  readonly others: readonly (readonly [path: string, why: string])[]
}

/** Every file below a folder, in order. Links are not followed, so that a folder is never walked in a circle. */
export function walk(folder: string): Walked {
  const files: string[] = []
  const others: (readonly [string, string])[] = []
  const folders = [folder]
  for (let here = folders.pop(); here !== undefined; here = folders.pop())
    try {
      for (const entry of readdirSync(here, { withFileTypes: true })) {
        const path = join(here, entry.name)
        if (entry.isDirectory()) folders.push(path)
        else if (entry.isFile()) files.push(path)
        else others.push([path, entry.isSymbolicLink() ? 'is a link, which is not followed.' : 'is no ordinary file.'])
      }
    } catch (error) {
      others.push([here, `cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`])
    }
  return { files: files.toSorted(), others }
}

/**
 * What a file of mail holds, where nothing of it is read: by its own name and those of the folders from the named one on.
 * Thunderbird's `Trash.sbd/Old`, Apple's `Junk.mbox/mbox`, a Maildir's `.Trash/cur`, a message that its flags say is a draft.
 */
export function reasonOf(path: string, named: string): string | undefined {
  const parts = partsOf(path, named)
  if (parts.at(-2) === 'tmp') return 'mail still being delivered'
  const flags = /[:!;]2,([A-Za-z]*)$/.exec(basename(path))?.[1] ?? ''
  if (flags.includes('T')) return 'deleted mail'
  if (flags.includes('D')) return 'drafts'
  for (const part of parts) {
    const reason = reasonOfFolder(part)
    if (reason) return reason
  }
  return undefined
}

/** Whether it lies where programs keep what was sent. */
export const isSent = (path: string, named: string): boolean => partsOf(path, named).some(isSentFolder)

/**
 * Whether it lies where programs keep what came in, and in no folder within.
 * @param alone it is a file of one message, which its folder names
 */
export function isInbox(path: string, named: string, alone: boolean): boolean {
  const parts = partsOf(path, named).filter((part) => !layers.has(part))
  return isInboxFolder(parts.at(alone ? -2 : -1) ?? '')
}

/** What the folders of Maildir and of Apple Mail have inside. */
const layers: ReadonlySet<string> = new Set(['cur', 'new', 'mbox', 'Data', 'Messages'])

/** The names that say what a file holds. */
function partsOf(path: string, named: string): string[] {
  const inside = relative(named, path).split(sep)
  // A file that is asked for by name is read wherever it lies; Apple's "mbox" is named by its folder.
  const isNamed = path === named && basename(path) !== 'mbox'
  return isNamed ? [basename(path)] : [basename(path === named ? dirname(path) : named), ...inside].filter(Boolean)
}
