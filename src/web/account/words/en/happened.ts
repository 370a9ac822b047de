/** What happened around signing in, in a line each. `at`: the name of a provider, or another way in; undefined: not known. */
import { type Lasting, sayLasting } from '../../../../policy.ts'

export const happened = {
  title: 'Signing in',
  lead: { label: 'Where you are signed in', says: 'shows each browser and signs it out.' },
  nothing: 'Nothing has happened yet.',
  kept: (time: Lasting, most: number, shown: number): string =>
    `Kept for ${sayLasting(time)}, the last ${most} at most: without addresses, and without where from. The newest ${shown} are here, all of them in the export.`,
  ways: { link: 'a link by mail', files: 'files handed over on this machine' },
  signedIn: (at: string | undefined): string => `Signed in with ${at ?? 'an account'}`,
  wayAdded: (at: string | undefined): string => `An account at ${at ?? 'a provider'} became a way in`,
  linkSent: 'A link to sign in was asked for',
  linkRefused: {
    used: 'A link to sign in that was used before was pressed again, and opened nothing',
    over: 'A link to sign in whose time was over was pressed, and opened nothing',
    rested: 'A link of a letter or mail that had ended was pressed, and did nothing',
    other: 'A link was pressed that opens nothing',
  },
  refused: {
    old_sign_in: 'Something that needs a fresh sign-in was asked for with an older one, and not done',
    not_asked: 'Signing in again was not accepted, because the provider had not asked for it anew',
    account_of_another: 'Connecting an account was refused, because it belongs to somebody else here',
    other: 'Something was refused',
  },
  ended: {
    signed_out: 'Signed out',
    from_elsewhere: 'A browser was signed out from the page of sessions',
    everywhere: 'Signed out everywhere',
    other: 'A session ended',
  },
  passMade: {
    assistant: 'A token for an assistant was made',
    feed: 'A token for a feed was made',
    other: 'A token for a program was made',
  },
  passEnded: {
    assistant: 'The token of an assistant was taken back',
    feed: 'The token of a feed was taken back',
    other: 'The token of a program was taken back',
  },
  disconnected: (at: string | undefined): string =>
    at ? `An account at ${at} was disconnected` : 'What was imported was disconnected',
}
