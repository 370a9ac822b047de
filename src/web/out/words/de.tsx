/** Secret addresses for calendars and readers of feeds, and the program that is told of letters, in German. */
import { lasting } from '../../../letter/words/de/pieces.ts'
import type { english } from './en.tsx'

const feeds: (typeof english)['feeds'] = {
  title: 'Feeds',
  heading: 'Deine Termine dort, wo du ohnehin hinsiehst',
  lede: 'Eine geheime Adresse zeigt deine Kaffees, deine Versprechen mit einem Tag und Geburtstage in einem deiner Kalender; eine andere sagt einem Feed-Reader, dass ein Brief da ist. Beide gibt es erst, wenn du sie anlegst.',
  whoever: (
    <>
      <b>Wer eine solche Adresse hat, sieht, was dahinter liegt,</b> und wer den Kalender betreibt, der sie abruft,
      sieht es auch.
    </>
  ),
  make: 'Adressen anlegen',
  label: 'Wofür sie sind',
  labelHint: 'Etwa der Kalender auf deinem Telefon. Das steht unten in der Liste.',
  submit: 'Die Adressen anlegen',
  boxes: {
    names: {
      label: 'Mit Namen',
      hint: 'Sonst steht dort „Coffee“, „A promise“ und „A birthday“, und nichts verrät, um wen es geht.',
    },
    notes: {
      label: 'Mit dem, was ich notiert habe',
      hint: 'Wort für Wort; eine Notiz kann jemanden nennen, was auch im Kästchen darüber steht.',
    },
  },
  kept: 'Wer gestorben ist, wer in Trauer ist und wer nicht mehr vorgeschlagen werden soll, steht in keiner davon. Behalten wird nur, wann eine Adresse zuletzt abgerufen wurde, auf den Tag genau, und wie viele Menschen darin standen; das steht auch im Export.',
  there: 'Was es gibt',
  none: 'Nichts.',
  made: (label) => `Die Adressen für ${label}`,
  once: 'Sie werden nur dieses eine Mal gezeigt, und behalten wird nur ihr Hash. Kopiere sie jetzt.',
  forCalendar: 'Für einen Kalender, als abonnierter Kalender:',
  forReader: 'Für einen Feed-Reader:',
  fetched: (day) => `zuletzt abgerufen: ${day}`,
  notFetched: 'noch nicht abgerufen',
  given: { names: 'mit Namen', notes: 'mit deinen Notizen', nothing: 'ohne Namen' },
  since: (day, given) => `angelegt am ${day} · ${given.join(', ')}`,
  end: 'Beenden',
  endOf: (label) => `Beenden: die Adressen für ${label}`,
}

const webhook: (typeof english)['webhook'] = {
  title: 'Webhook',
  heading: 'Einem Programm sagen, dass ein Brief da ist',
  secret: 'Das Geheimnis, das unterschreibt',
  once: 'Es wird nur dieses eine Mal gezeigt. Kopiere es jetzt, damit dein Programm erkennt, dass eine Nachricht von hier kommt.',
  lede: 'Eine Adresse von dir erfährt von jedem Brief einmal: dass es ihn gibt, wo er zu lesen ist und wann. Kein Name, kein Betreff und kein Token geht mit.',
  another: 'Eine andere Adresse stattdessen',
  whom: 'Wer es erfahren soll',
  address: 'Adresse',
  tellInstead: 'Stattdessen dieser Adresse sagen',
  tell: 'Dieser Adresse sagen',
  how: (time) =>
    `Verschickt mit POST als JSON und unterschrieben nach „Standard Webhooks“: webhook-id, webhook-timestamp, webhook-signature. Eine Antwort von 200 bis 299 gilt als angenommen, und 410 beendet es. Alles andere wird unter derselben id noch einmal versucht, ${lasting(time)} lang. Weiterleitungen wird nicht gefolgt.`,
  told: 'Wer es erfährt',
  nobody: 'Niemand erfährt mehr etwas',
  named: (day) => `Eine Adresse, die du am ${day} genannt hast.`,
  test: 'Eine Probe schicken',
  end: 'Ihr nichts mehr sagen',
}

export const german: typeof english = { feeds, webhook }
