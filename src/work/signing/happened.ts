/**
 * The log of what happened around signing in, to its owner; and a line for whoever runs the server, which says that it was and
 * nothing of whose. No address, no token, no network address in either.
 */
import { addHappening, type Happening } from '../../db/accounts/happenings.ts'
import type { Deps } from '../../deps.ts'

/** What somebody else can bring about again and again is written once an hour. */
const spacedSeconds: Partial<Record<Happening['kind'], number>> = {
  link_refused: 3600,
  refused: 3600,
  link_sent: 60,
}

/** Writes one down for its owner. */
export async function noteHappening(
  { db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>,
  {
    userId,
    kind,
    how = '',
    browser = '',
  }: Pick<Happening, 'userId' | 'kind'> & Partial<Pick<Happening, 'how' | 'browser'>>,
): Promise<void> {
  await addHappening(db, { userId, kind, how, browser, at: now() }, { spaced: spacedSeconds[kind] ?? 0 })
  log('signing', { kind, how })
}
