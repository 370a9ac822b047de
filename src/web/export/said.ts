/** The parts of the export about what the owner said: of the picks of a letter, and of whoever is in no mail any more. */
import { distinctNotes, listAllNotes, type NoteRow } from '../../db/decisions.ts'
import { listAllVerdicts } from '../../db/digests.ts'
import { listCorrections } from '../../db/said/corrections.ts'
import type { Deps } from '../../deps.ts'
import { idsByHash } from './hashes.ts'

/** As further keys; nothing where nothing was said. */
export async function saidOf(deps: Deps, { id }: { readonly id: string }): Promise<string> {
  const { db } = deps
  const verdicts = await listAllVerdicts(db, id)
  const corrections = await listCorrections(db, id)
  const notes = await listAllNotes(db, id)
  if (!verdicts.length && !corrections.length && !notes.length) return ''
  const ids = await idsByHash(deps, id)
  const judged = verdicts.map(({ week, addressHash, verdict, place }) => ({
    week,
    personId: ids.get(addressHash) ?? '',
    verdict,
    ...(place === null ? {} : { place }),
  }))
  // One tap lies under each of somebody's addresses.
  const taps = new Map(
    corrections
      .filter(({ addressHash }) => !ids.has(addressHash))
      .map(({ at, kind, evidence, counts }) => [at.epochMilliseconds, { at: at.toString(), kind, evidence, counts }]),
  )
  // Those with a day stand among the promises.
  const noted = distinctNotes(notes.filter(({ addressHash, due, doneAt }) => !ids.has(addressHash) && !due && !doneAt))
  return [
    judged.length ? `,"verdicts":${JSON.stringify(judged)}` : '',
    taps.size ? `,"notRight":${JSON.stringify([...taps.values()])}` : '',
    noted.length ? `,"notes":${JSON.stringify(noted.map(lineOf))}` : '',
  ].join('')
}

const lineOf = ({ at, text, kind }: NoteRow) => ({ at: at.toString(), text, ...(kind === 'note' ? {} : { kind }) })
