/** The page of setting up, in German: the ways in, the checklist, and what this server has. */
import type { Step } from '../../../../work/house/step.ts'
import type { english } from '../en.ts'

const passwords = 'Postfächer und Kalender mit Passwort'
const relay = 'Relay für Mail'
const database = 'Datenbank'
const invitations = 'Einladungen'
const signups = 'Wer verbinden darf'

const states: Readonly<Record<Step['state'], string>> = { done: 'getan', open: 'als Nächstes', yours: 'bei dir' }

export const setup: typeof english.setup = {
  title: 'Einrichten',
  heading: 'Vom ersten Blick zu deinem eigenen Brief',
  here: 'Wie dieser Server eingerichtet ist',

  see: (sample, connect) => (
    <>
      <b>Sieh dir das Beispiel an.</b> <a href={sample}>Lies einen ganzen Brief</a>
      {connect ? (
        <>
          , oder <a href={connect.href}>verbinde das {connect.label}</a>: ein erfundener Mensch, auf diesem Rechner
        </>
      ) : null}
      .
    </>
  ),
  files: (href) => (
    <>
      <b>Deine eigenen Dateien.</b> <a href={href}>Lies exportierte Mail und Kalender ein</a>. Dafür braucht es kein
      Konto und kein Passwort.
    </>
  ),
  byPassword: (href, mail) => (
    <>
      <b>{mail ? 'Ein Postfach' : 'Ein Kalender'} mit Passwort.</b>{' '}
      <a href={href}>{mail ? 'Verbinde es' : 'Verbinde ihn'} mit einem App-Passwort</a>, bei jedem Anbieter, der solche
      Passwörter hat.
    </>
  ),
  googleOrMicrosoft: 'Google oder Microsoft.',
  connect: (label) => `${label} verbinden`,
  ownClient: (google, microsoft) => (
    <>
      Mit einem eigenen OAuth-Client, der keine Nachricht öffnen kann: die Schritte für <a href={google}>Google</a> und{' '}
      <a href={microsoft}>Microsoft</a>.
    </>
  ),

  settingUp: (progress) => `Einrichten: ${progress}`,
  variables: (
    <>
      Einstellungen sind Umgebungsvariablen und werden beim Start einmal gelesen. <code>npm run doctor</code>, oder{' '}
      <code>npx coffee-soon doctor</code>, sagt dasselbe und probiert sie aus.
    </>
  ),
  stepState: (title, state) => `${title}: ${states[state]}.`,
  partState: (name, state) => `${name}: ${state}.`,

  address: (base, local) => ({
    name: 'Adresse',
    state: base,
    words: local
      ? 'Nur Browser auf diesem Rechner erreichen sie. Wie es anders geht, steht in docs/de/google.md.'
      : 'Links in Briefen führen hierher.',
  }),
  noPasswords: {
    name: passwords,
    state: 'lassen sich nicht verbinden',
    words: 'Dieser Server läuft dort, wo keines zu erreichen ist.',
  },
  passwords: ({ mail, calendar }) => ({
    name: passwords,
    state: 'lassen sich verbinden',
    words: `${mail && calendar ? 'Beides' : mail ? 'Postfächer' : 'Kalender'}, bei jedem Server, mit einem App-Passwort. Einen Client braucht es nicht.`,
  }),
  client: (name, tenant) => ({
    name,
    state: 'ein OAuth-Client ist gesetzt',
    words: `Konten lassen sich verbinden.${tenant ? ` Wer sich dort anmelden darf: ${tenant}.` : ''}`,
  }),
  noClient: (name, instead) => ({
    name,
    state: 'kein OAuth-Client ist gesetzt',
    words: {
      sample: 'Ein erfundenes Konto steht an seiner Stelle.',
      others: `Ohne ihn lässt sich kein Konto bei ${name} mit einer Erlaubnis verbinden, die weniger öffnet als ein Passwort.`,
      nothing: 'Solange es keinen gibt, lässt sich kein Konto verbinden.',
    }[instead],
  }),
  relay: { name: relay, state: 'gesetzt', words: 'Briefe gehen über dieses Relay hinaus.' },
  noRelay: { name: relay, state: 'nicht gesetzt', words: 'Briefe bleiben im Ausgang auf diesem Server.' },
  server: { name: database, state: 'ein PostgreSQL-Server', words: 'Beliebig viele Prozesse dürfen daran arbeiten.' },
  embedded: { name: database, state: 'eingebaut', words: 'Sie liegt im Datenordner und nimmt einen Prozess an.' },
  openToAll: { name: signups, state: 'wer diese Seite erreicht', words: 'SIGNUPS schränkt das ein.' },
  closed: { name: signups, state: 'niemand Neues', words: 'Wer hier ist, bleibt.' },
  listed: { name: signups, state: 'Adressen auf einer Liste', words: 'Die Liste steht in SIGNUPS.' },
  waits: (seconds) => ({
    name: invitations,
    state: `warten ${seconds} Sekunden`,
    words: 'So lange lassen sie sich zurücknehmen.',
  }),
  atOnce: { name: invitations, state: 'gehen sofort hinaus', words: 'Zurücknehmen lassen sie sich nicht.' },

  mailTitle: 'Briefe per Mail',
  mail: (
    <>
      Setz <code>SMTP_URL</code> und <code>MAIL_FROM</code>; drei fertige Beispiele stehen in docs/de/mail.md. Danach
      schickt <code>npm run doctor -- --send-test DEINE-ADRESSE</code> eine kurze Testmail und sagt, was daraus wurde.
    </>
  ),
}
