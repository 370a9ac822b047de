/** What a letter offers of the owner’s accounts: one more to read, a mailbox of two, a second way in. */
import type { Identity } from '../../../db/accounts/identities.ts'
import type { Deps } from '../../../deps.ts'
import type { Notice } from '../../../letter/types.ts'
import { sharersOf } from '../../../settings.ts'
import { cleanText } from '../../../text.ts'
import { noticePaths } from '../../mail/links.ts'
import { moreAccounts } from '../more-accounts.ts'
import type { Sources } from '../sources/sources.ts'

/** Where hardly anybody is known: what else could be read. Not said in every letter. */
export function moreToRead(
  { providers, config, importer }: Pick<Deps, 'providers' | 'config' | 'importer'>,
  { accounts: { connections }, letters: { sent } }: Pick<Sources, 'accounts' | 'letters'>,
  eligible: number,
): Notice[] {
  const said = sent.slice(0, unsaid).some(({ letter }) => letter.notices.some(({ text }) => text.startsWith(showMore)))
  if (eligible >= 3 || said) return []
  return [
    {
      text: `${showMore} ${importWords(config, importer !== undefined)}`,
      links: moreAccounts(providers, connections),
    },
  ]
}

const showMore = 'Two things would show me more: another account that you write from, and older mail.'
/** So many letters do not say it again. */
const unsaid = 4

/** By the page, where this server takes files in; else by the command of whoever runs the program: the owner, on their own machine. */
const importWords = ({ local, BASE_URL }: Deps['config'], hasPage: boolean): string =>
  hasPage
    ? `Mail and calendars that were exported to files can be handed over at ${BASE_URL}/import.`
    : local
      ? 'Mail and calendars that were exported to files can be read with npm run import.'
      : 'Whoever runs this server can also import mail and calendars that you exported to files.'

/** Asked once. The answers are buttons of the settings page, on which each link has chosen one: a link changes nothing. */
export function sharedMailbox({ user, letters: { sent } }: Pick<Sources, 'user' | 'letters'>): Notice[] {
  const sharers = user.settings.sharedMailbox === null ? sharersOf(user.settings) : undefined
  const asked = sent.some(({ letter }) => letter.notices.some(({ links }) => links.some(({ path }) => isShared(path))))
  if (!sharers || asked) return []
  const [one, other] = sharers.map((name) => cleanText(name, 60))
  return [
    {
      text: `Mail goes out from here as ${one} and as ${other}. If two of you write from this mailbox, I count only yours.`,
      links: [
        { label: 'Only I write from it', path: noticePaths.shared('alone') },
        { label: `We share it, I am ${one}`, path: noticePaths.shared('1') },
        { label: `We share it, I am ${other}`, path: noticePaths.shared('2') },
      ],
    },
  ]
}

const isShared = (path: string) => path.startsWith('/settings?shared=')

/** Asked once, in the letter after the first: an account at work is cut off the day the work ends. */
export function secondWayIn(
  { letters: { sent }, accounts: { connections } }: Pick<Sources, 'letters' | 'accounts'>,
  identities: readonly Identity[],
): Notice[] {
  const open = connections.filter(({ provider, state }) => provider !== 'file' && state !== 'ended')
  if (sent.length !== 1 || identities.length > 1 || open.length > 1) return []
  return [
    {
      text: 'You have one way in here. If that account is ever closed, a second one keeps your people and your letter.',
      links: [{ label: 'Add another account', path: '/settings#connections' }],
    },
  ]
}
