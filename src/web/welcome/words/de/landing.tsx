/** The front door, in German. */
import type { english } from '../en.ts'

export const landing: typeof english.landing = {
  goOn: (why) => `${why} Melde dich an, um weiterzumachen.`,
  signInFirst: 'Melde dich an, um diese Seite zu sehen.',
  signIn: (label, sample) => (sample ? `Mit dem ${label} anmelden und ansehen` : `Mit ${label} anmelden und ansehen`),
  mailLink: 'Lass dir einen Link mailen',
  title: 'Drei Menschen pro Woche, einen Kaffee wert',
  lede: 'Angesehen werden Daten, Namen und Betreffzeilen, nie das Innere einer Nachricht. Jede Woche bekommst du einen kurzen Brief: bei wem es still geworden ist, einen echten Grund zu schreiben, und einen ersten Satz, den du zu deinem machst.',
  connect: (label, sample) => (sample ? `Ein ${label} verbinden` : `${label} verbinden`),
  files: (href) => (
    <>
      Ganz ohne Konto: <a href={href}>Lies deine eigenen Dateien ein</a>, so wie Google und andere sie exportieren.
    </>
  ),
  lostAccount: (href) => (
    <>
      Schon hier, und das Konto, mit dem du kamst, gibt es nicht mehr? <a href={href}>Lass dir einen Link mailen</a>.
    </>
  ),
  noProvider: 'Auf diesem Server ist noch kein Anbieter eingerichtet. In der README steht, wie es geht.',
  sampleNote: (setup) => (
    <>
      Kein Konto bei Google wird angerührt und keines bei Microsoft: Das hier ist ein erfundener Mensch mit zwei Jahren
      erfundener Mail, auf diesem Rechner. Um dein eigenes zu verbinden, setz <code>GOOGLE_CLIENT_ID</code> und{' '}
      <code>GOOGLE_CLIENT_SECRET</code>, oder dasselbe mit <code>MICROSOFT</code>; die Schritte stehen auf{' '}
      <a href={setup}>der Seite zum Einrichten</a>.
    </>
  ),
  tickBoxes:
    'Vielleicht zeigt Google leere Kästchen. Kreuz jedes an, sonst gibt es nichts zu lesen. Zurücknehmen kannst du es jederzeit, hier oder in deinem Google-Konto.',
  adminMayAsk:
    'Bei einem Konto von Arbeit oder Schule verlangt Microsoft vielleicht, dass die Verwaltung zustimmt; dann bekommst du einen Link für sie.',
  byPassword: (href, mail) => (
    <>
      {mail ? 'Jedes andere Postfach' : 'Jeder andere Kalender'}: <a href={href}>mit einem App-Passwort verbinden</a>.
      Ein solches Passwort öffnet mehr, als gefragt wird, und die Seite sagt es auch.
    </>
  ),
  sampleTitle: 'Ein Beispielbrief',
  plan: (firstName) => `Einen Kaffee mit ${firstName} planen`,
  readSample: (href) => (
    <>
      <a href={href}>Lies den ganzen Beispielbrief</a>, bevor du etwas verbindest.
    </>
  ),
  nextTitle: 'Wie es weitergeht',
  next: [
    <>
      <b>Jetzt.</b> Gelesen werden Kopfzeilen, die letzten Wochen zuerst. Ein großes Postfach braucht etwa eine Stunde;
      du kannst beim Zählen zusehen.
    </>,
    <>
      <b>Bald danach.</b> Du siehst nach, wer gefunden wurde. Nimm heraus, wen du magst; dabei bleibt es.
    </>,
    <>
      <b>An dem Tag, den du wählst.</b> Dein Brief. Braucht dich in der Woche niemand, sagt er das in zwei Zeilen.
    </>,
  ],
  readsTitle: 'Was gelesen wird',
  reads: [
    <>
      <b>Wer und wann.</b> Von, An, Cc und Datum jeder Nachricht
    </>,
    <>
      <b>Betreffzeilen.</b> Damit du noch weißt, worum es ging; du kannst sie ausschalten
    </>,
    <>
      <b>Treffen.</b> Titel, Zeit, Ort und Gäste
    </>,
  ],
  microsoftCalls: 'Microsoft nennt das „grundlegende E-Mail lesen“. ',
  googleCalls:
    'Google nennt das „Metadaten Ihrer E-Mails wie Labels und Header, aber nicht den E-Mail-Text, aufrufen“.',
  neverTitle: 'Was nie geschieht',
  never: [
    <>
      <b>Deine Nachrichten lesen.</b> Die Erlaubnis, um die gebeten wird, öffnet weder Text noch Anhänge; ein
      App-Passwort könnte es, und gefragt wird danach nie
    </>,
    <>
      <b>Jemandem schreiben.</b> Nichts geht hinaus, ohne dass du auf Senden drückst
    </>,
    <>
      <b>Etwas weitergeben.</b> Deine Daten bleiben auf diesem Server
    </>,
  ],
  noTitlesOnly: 'Eine Kalendererlaubnis nur für Titel gibt es bei Google nicht. ',
  counted:
    'Nach Beschreibungen und Anhängen von Treffen wird nie gefragt, und auf deiner Kontoseite ist jede Anfrage gezählt.',
}
