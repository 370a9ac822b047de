/** What came of an import, for its page. */
import type { Imported } from '../../import/import.ts'
import type { UploadResult } from '../../work/uploads.ts'
import type { FoundFiles } from '../import-command/files.ts'

export function resultOf({ tally, added, people, found }: Imported, files: FoundFiles): UploadResult {
  const { messages, meetings, contacts, skipped, places, leftOut, faults } = tally
  return {
    messages,
    meetings,
    contacts,
    added,
    ties: people.ties,
    people: found,
    skipped: [...skipped]
      .toSorted(([, one], [, other]) => other - one)
      .map(([reason, amount]) => ({ reason, amount, places: places.get(reason) ?? [] })),
    notes: [
      ...files.faults,
      ...faults,
      ...files.notes,
      ...leftOut.map(({ file, reason }) => `${file} was left out, because of what it holds: ${reason}.`),
    ],
  }
}
