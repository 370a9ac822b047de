/** What is said before and after somebody is forgotten, and of those who were, in German. */
import { number, type Place } from '../../../../place.ts'
import type { forget as shape } from '../en/forget.tsx'

type Where = Pick<Place, 'locale'>

/** "1.200 Nachrichten und Kalendereinträge": as subject. */
const entries = (amount: number, where: Where) =>
  amount === 1 ? 'Eine Nachricht oder ein Kalendereintrag' : `${number(amount, where)} Nachrichten und Kalendereinträge`

export const forget: typeof shape = {
  title: (name) => `${name} vergessen`,
  goes: 'Von hier verschwindet alles über diesen Menschen, unter allen seinen Adressen: was er geschrieben hat und was zwischen euch war, deine Notizen, Versprechen und Entscheidungen dazu, Kaffees, wem du ihn vorgestellt hast, und was in Briefen stand. Nachrichten und Treffen mit mehreren bleiben, ohne diesen Menschen und ohne ihren Betreff.',
  nothingNew:
    'Von da an wird nichts Neues von diesem Menschen gespeichert, aus welchem Konto es auch kommt. Dafür bleibt nur ein Code, der aus seiner Adresse gemacht ist und aus dem sie sich nicht ablesen lässt. Deine Mail und dein Kalender bleiben, wie sie sind, eine verschickte Einladung bleibt in beiden Kalendern, und niemand erfährt davon.',
  forGood: 'Das lässt sich nicht rückgängig machen.',
  confirm: (address) => (
    <>
      Zum Bestätigen gib <b>{address}</b> ein
    </>
  ),
  button: 'Für immer vergessen',
  back: (name) => `Zurück zu ${name}`,
  mistyped: (address) => `Gib zum Vergessen ${address} ein. Geändert wurde nichts.`,

  done: 'Vergessen',
  gone: (amount, where) =>
    `${entries(amount, where)} ${amount === 1 ? 'ist' : 'sind'} weg oder ${amount === 1 ? 'bleibt' : 'bleiben'} ohne diesen Menschen. Deine Mail und dein Kalender sind, wie sie waren.`,
  whom: 'Wen du vergessen hast',

  again: 'Es wird wieder gelesen',
  againText:
    'Neue Mail und Treffen mit diesem Menschen zählen von jetzt an. Was vergessen wurde, kommt nicht von selbst zurück.',

  listTitle: 'Vergessen',
  nobody: 'Niemanden. Auf der Seite jedes Menschen gibt es einen Weg, ihn zu vergessen.',
  people: (amount, where) =>
    amount === 1
      ? 'Einen Menschen. Wer es war, lässt sich hier nirgends mehr erkennen.'
      : `${number(amount, where)} Menschen. Wer sie waren, lässt sich hier nirgends mehr erkennen.`,
  nothingDropped: 'Seitdem wurde nichts Neues mit ihnen gelesen.',
  dropped: (amount, where) =>
    amount === 1
      ? 'Seitdem wurde eine Nachricht oder ein Kalendereintrag nicht gespeichert, oder nur ohne sie.'
      : `Seitdem wurden ${number(amount, where)} Nachrichten und Kalendereinträge nicht gespeichert, oder nur ohne sie.`,
  address: 'Damit jemand wieder gelesen wird, gib eine Adresse dieses Menschen ein',
  readAgain: 'Wieder lesen',
}
