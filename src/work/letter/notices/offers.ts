/** What a letter offers of the owner’s accounts: one more to read, a mailbox of two, a second way in. */
import type { Identity } from '../../../db/accounts/identities.ts'
import type { Deps } from '../../../deps.ts'
import type { Notice } from '../../../letter/types.ts'
import { inAnyTongue, wordsIn } from '../../../letter/words/words.ts'
import { placeOfUser, tongueOf } from '../../../place.ts'
import { sharersOf } from '../../../settings.ts'
import { cleanText } from '../../../text.ts'
import { noticePaths } from '../../mail/links.ts'
import { moreAccounts } from '../more-accounts.ts'
import type { Sources } from '../sources/sources.ts'

/** Where hardly anybody is known: what else could be read. Not said in every letter. */
export function moreToRead(
  { providers, config, importer }: Pick<Deps, 'providers' | 'config' | 'importer'>,
  { accounts: { connections }, letters: { sent }, user }: Pick<Sources, 'accounts' | 'letters' | 'user'>,
  eligible: number,
): Notice[] {
  const said = sent.slice(0, unsaid).some(({ letter }) => letter.notices.some(({ text }) => isAsking(text)))
  if (eligible >= 3 || said) return []
  const words = wordsFor(user)
  // By the page, where this server takes files in; else by the command of whoever runs it: the owner, on their own machine.
  const byCommand = config.local ? words.importHere : words.importByOthers
  return [
    {
      text: `${words.showMore} ${importer ? words.importOn(`${config.BASE_URL}/import`) : byCommand}`,
      links: moreAccounts(providers, connections, tongueOf(placeOfUser(user))),
    },
  ]
}

const isAsking = (text: string) => inAnyTongue.some(({ notices }) => text.startsWith(notices.showMore))
const wordsFor = (user: Sources['user']) => wordsIn(tongueOf(placeOfUser(user))).notices
/** So many letters do not say it again. */
const unsaid = 4

/** Asked once. The answers are buttons of the settings page, on which each link has chosen one: a link changes nothing. */
export function sharedMailbox({ user, letters: { sent } }: Pick<Sources, 'user' | 'letters'>): Notice[] {
  const sharers = user.settings.sharedMailbox === null ? sharersOf(user.settings) : undefined
  const asked = sent.some(({ letter }) => letter.notices.some(({ links }) => links.some(({ path }) => isShared(path))))
  if (!sharers || asked) return []
  const [one = '', other = ''] = sharers.map((name) => cleanText(name, 60))
  const words = wordsFor(user)
  return [
    {
      text: words.shared(one, other),
      links: [
        { label: words.onlyI, path: noticePaths.shared('alone') },
        { label: words.weShare(one), path: noticePaths.shared('1') },
        { label: words.weShare(other), path: noticePaths.shared('2') },
      ],
    },
  ]
}

const isShared = (path: string) => path.startsWith('/settings?shared=')

/** Asked once, in the letter after the first: an account at work is cut off the day the work ends. */
export function secondWayIn(
  { letters: { sent }, accounts: { connections }, user }: Pick<Sources, 'letters' | 'accounts' | 'user'>,
  identities: readonly Identity[],
): Notice[] {
  const open = connections.filter(({ provider, state }) => provider !== 'file' && state !== 'ended')
  if (sent.length !== 1 || identities.length > 1 || open.length > 1) return []
  return [
    {
      text: wordsFor(user).secondWay,
      links: [{ label: wordsFor(user).addAccount, path: '/settings#connections' }],
    },
  ]
}
