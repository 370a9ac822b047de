/** The command that prints this week's letter: what the page shows, for whoever sits at a terminal. Changes nothing. */
import { type Config, ConfigError } from '../config.ts'
import { shortDateAndTime } from '../dates.ts'
import type { User } from '../db/accounts/users.ts'
import { findTableFault } from '../db/health/version.ts'
import { forUser } from '../db/rows/bound.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../facts.ts'
import { letterText, linksOnPages } from '../import/import.ts'
import { placeOfUser } from '../place.ts'
import { createProviders } from '../providers/index.ts'
import { createSeal } from '../seal.ts'
import { type Preview, previewLetter } from '../work/letter/preview.ts'
import { loadKeys } from './keys.ts'
import { findOwner, openStored } from './stored.ts'

interface Request {
  readonly config: Config
  /** After the command: `--user EMAIL`, needed where several people use one database. */
  readonly args: readonly string[]
  readonly now: Instant
  say(line: string): void
}

/**
 * Prints the letter, and when it goes or went. Links lead to pages, for which one has to be signed in.
 * @throws ConfigError with a sentence where there is no such user, the database is another process's, or of another version
 */
export async function printLetter({ config, args, now, say }: Request): Promise<void> {
  const opened = await openStored(config, { none: 'letter', page: '/letter' })
  try {
    const { db } = opened.database
    const fault = await findTableFault(db)
    if (fault) throw new ConfigError(`No letter was read: ${fault}.`)
    const user = await findOwner(db, args, 'there is no letter')
    const deps: Deps = {
      config,
      db: forUser(db, user.id),
      seal: createSeal(config.SECRET_KEYS ?? loadKeys(config.DATA_DIR)),
      providers: createProviders(config),
      now: () => now,
      log: () => {},
      wake: () => {},
      mailer: null,
      sample: null,
    }
    const preview = await previewLetter(deps, user)
    if (!preview.letter) return say('There is no letter yet: it is written once twelve months are read.')
    say(letterText(preview.letter, linksOnPages(config.BASE_URL)))
    say(`\n${whenOf(preview, user)}`)
  } finally {
    await opened.close()
  }
}

function whenOf({ gone, at, next, pausedUntil }: Preview, user: User): string {
  const place = placeOfUser(user)
  const said = (moment: Instant) => shortDateAndTime(moment.toZonedDateTimeISO(place.timeZone), place)
  if (gone) return `This letter went out on ${said(at)}.`
  if (pausedUntil) return `Letters take a break until ${pausedUntil}.`
  return next ? `The next letter goes out on ${said(next.at)}.` : 'No letter goes out at the moment.'
}
