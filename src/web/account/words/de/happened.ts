/** What happened around signing in, in a line each, in German. */
import { lasting } from '../../../../letter/words/de/pieces.ts'
import type { happened as shape } from '../en/happened.ts'

export const happened: typeof shape = {
  title: 'Anmeldungen',
  lead: { label: 'Wo du angemeldet bist', says: 'zeigt jeden Browser und meldet ihn ab.' },
  nothing: 'Bisher ist nichts passiert.',
  kept: (time, most, shown) =>
    `Es bleibt ${lasting(time)} stehen, höchstens die letzten ${most}: ohne Adressen, und ohne woher. Die neuesten ${shown} stehen hier, alle im Export.`,
  ways: { link: 'einem Link per Mail', files: 'Dateien, die auf diesem Rechner übergeben wurden' },
  signedIn: (at) => `Angemeldet mit ${at ?? 'einem Konto'}`,
  wayAdded: (at) => `Ein Konto bei ${at ?? 'einem Anbieter'} wurde zum Zugang`,
  linkSent: 'Um einen Link zum Anmelden wurde gebeten',
  linkRefused: {
    used: 'Ein Link zum Anmelden, der schon benutzt war, wurde noch einmal gedrückt und hat nichts geöffnet',
    over: 'Ein Link zum Anmelden, dessen Zeit vorbei war, wurde gedrückt und hat nichts geöffnet',
    rested: 'Ein Link aus einem Brief oder einer Mail, der nicht mehr gilt, wurde gedrückt und hat nichts bewirkt',
    other: 'Ein Link wurde gedrückt, der nichts öffnet',
  },
  refused: {
    old_sign_in: 'Etwas, das eine frische Anmeldung braucht, wurde mit einer älteren verlangt und nicht getan',
    not_asked: 'Eine erneute Anmeldung galt nicht, weil der Anbieter nicht noch einmal danach gefragt hatte',
    account_of_another: 'Ein Konto wurde nicht verbunden, weil es hier jemand anderem gehört',
    other: 'Etwas wurde abgelehnt',
  },
  ended: {
    signed_out: 'Abgemeldet',
    from_elsewhere: 'Ein Browser wurde von der Seite mit den Anmeldungen aus abgemeldet',
    everywhere: 'Überall abgemeldet',
    other: 'Eine Anmeldung endete',
  },
  passMade: {
    assistant: 'Ein Token für einen Assistenten wurde gemacht',
    feed: 'Geheime Adressen für Kalender und Feed wurden gemacht',
    other: 'Ein Token für ein Programm wurde gemacht',
  },
  passEnded: {
    assistant: 'Das Token eines Assistenten wurde zurückgenommen',
    feed: 'Geheime Adressen für Kalender und Feed wurden beendet',
    other: 'Das Token eines Programms wurde zurückgenommen',
  },
  disconnected: (at) => (at ? `Ein Konto bei ${at} wurde getrennt` : 'Was importiert war, wurde getrennt'),
}
