/**
 * The log of what happened around signing in, to its owner; and a line for whoever runs the server, which says that it was and
 * nothing of whose. No address, no token, no network address in either.
 */
import { addHappening, type Happening } from '../../db/accounts/happenings.ts'
import type { Deps } from '../../deps.ts'
import { providerNamed, traits } from '../../providers/traits.ts'

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

type Words = (how: string) => string

function wayOf(how: string): string | undefined {
  const provider = providerNamed(how)
  return provider ? traits[provider].label : otherWays[how]
}

/** Ways in that are no provider's. */
const otherWays: Readonly<Record<string, string>> = {
  link: 'a link by mail',
  files: 'files handed over on this machine',
}

const refusals: Readonly<Record<string, string>> = {
  old_sign_in: 'Something that needs a fresh sign-in was asked for with an older one, and not done',
  not_asked: 'Signing in again was not accepted, because the provider had not asked for it anew',
  account_of_another: 'Connecting an account was refused, because it belongs to somebody else here',
}

const misuses: Readonly<Record<string, string>> = {
  used: 'A link to sign in that was used before was pressed again, and opened nothing',
  over: 'A link to sign in whose time was over was pressed, and opened nothing',
  rested: 'A link of a letter or mail that had ended was pressed, and did nothing',
}

const ends: Readonly<Record<string, string>> = {
  signed_out: 'Signed out',
  from_elsewhere: 'A browser was signed out from the page of sessions',
  everywhere: 'Signed out everywhere',
}

/** What was let in, by what a secret opens. */
const opened: Readonly<Record<string, string>> = { assistant: 'an assistant', feed: 'a feed' }

const words: Readonly<Record<Happening['kind'], Words>> = {
  signed_in: (how) => `Signed in with ${wayOf(how) ?? 'an account'}`,
  way_added: (how) => `An account at ${wayOf(how) ?? 'a provider'} became a way in`,
  link_sent: () => 'A link to sign in was asked for',
  link_refused: (how) => misuses[how] ?? 'A link was pressed that opens nothing',
  refused: (how) => refusals[how] ?? 'Something was refused',
  session_ended: (how) => ends[how] ?? 'A session ended',
  pass_made: (how) => `A token for ${opened[how] ?? 'a program'} was made`,
  pass_ended: (how) => `The token of ${opened[how] ?? 'a program'} was taken back`,
  disconnected: (how) =>
    wayOf(how) ? `An account at ${wayOf(how)} was disconnected` : 'What was imported was disconnected',
}

/** What happened, in words for its owner. */
export const happeningWords = ({ kind, how }: Pick<Happening, 'kind' | 'how'>): string => words[kind](how)
