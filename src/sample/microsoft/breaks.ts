/** One broken piece of an otherwise healthy account: a folder, a message, a moment of the calendar, each for as long as wanted. */
import { Temporal } from 'temporal-polyfill'
import type { Fault } from '../faults.ts'
import { folderId } from './folders.ts'
import type { MicrosoftWorld } from './world.ts'

export interface Breaks {
  /** This happens to everything that is asked of this folder, the folders within it included. @returns ends it */
  breakFolder(folder: string, fault: Fault): () => void
  /** This happens to whoever asks for this one message. @returns ends it */
  breakMessage(messageId: string, fault: Fault): () => void
  /** This happens to whoever asks for a window of the calendar with this moment in it. @returns ends it */
  breakMoment(at: Temporal.Instant, fault: Fault): () => void
}

interface Names {
  folderKey(folder: string): string
  scriptedMessage(id: string): string
}

/** @throws Error, from its functions, for a folder or a message that the sample does not have */
export function createBreaks({ faults, mail }: MicrosoftWorld, { folderKey, scriptedMessage }: Names): Breaks {
  return {
    breakFolder: (folder, fault) => {
      const id = folderId(folderKey(folder))
      // As a segment, and as Graph writes it into its links. The folder itself is still listed.
      const within = [`/mailFolders/${id}/`, `/mailFolders('${id}')/`]
      return faults.last(({ path }) => within.some((part) => path.includes(part)), fault)
    },
    breakMessage: (messageId, fault) => {
      const item = mail.find(scriptedMessage(messageId))
      const paths = [item?.id, item?.immutableId].map((id) => `/v1.0/me/messages/${id}`)
      return faults.last(({ path }) => paths.includes(path), fault)
    },
    breakMoment: (at, fault) =>
      faults.last(({ api, query }) => {
        if (api !== 'calendarView.list') return false
        const [from, to] = ['startDateTime', 'endDateTime'].map((name) => Temporal.Instant.from(query.get(name) ?? ''))
        return Boolean(from && to) && isWithin(at, from as Temporal.Instant, to as Temporal.Instant)
      }, fault),
  }
}

const isWithin = (at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant) =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0
