/** What stands on several pages where there is something to ask or to say, in German. */
import { lasting, listed, months } from '../../../../letter/words/de/pieces.ts'
import { atFirst, policy } from '../../../../policy.ts'
import type { Source } from '../../../../zone/decide.ts'
import type { english } from '../en.ts'

const sources: Readonly<Record<Source, readonly [who: string, from: string]>> = {
  mail: ['deine gesendete Mail', 'aus deiner gesendeten Mail'],
  calendar: ['dein Kalender', 'aus deinem Kalender'],
  browser: ['der Browser, mit dem du verbunden hast', 'vom Browser, mit dem du verbunden hast'],
}

const time = (place: string) => (place === 'UTC' ? place : `Zeit von ${place}`)
const theTime = (place: string) => (place === 'UTC' ? place : `die Zeit von ${place}`)

export const notes: typeof english.notes = {
  noLetter: 'Solange kein Konto verbunden ist, gibt es keinen Brief.',
  behind:
    'Seit das hier berechnet wurde, ist Mail oder ein Treffen dazugekommen. Es wird gerade neu berechnet; lade die Seite gleich noch einmal.',
  returned: (day) =>
    `Willkommen zurück. Hier war ${lasting(policy.absence.stop)} lang niemand, also endeten am ${day} das Lesen und die Briefe. Beides geht jetzt dort weiter, wo es aufgehört hat.`,
  tooMuch(seconds) {
    const minutes = Math.ceil(seconds / 60)
    const wait =
      seconds < 91
        ? seconds === 1
          ? 'einer Sekunde'
          : `${seconds} Sekunden`
        : minutes === 1
          ? 'einer Minute'
          : `${minutes} Minuten`
    return `Von hier kam in kurzer Zeit sehr viel, also wurde das nicht gemacht. Versuch es in ${wait} noch einmal.`
  },

  stuck: {
    label: 'Wird von selbst wieder versucht',
    derive: (again) =>
      `Deine Menschen ließen sich nicht neu berechnen, also stehen sie hier, wie sie vorher waren. Der nächste Versuch: ${again}.`,
    letter: (again) => `Dein Brief ließ sich nicht vorbereiten. Der nächste Versuch: ${again}.`,
    backtest: (again) => `Der nächste Monat ließ sich nicht nachspielen. Der nächste Versuch: ${again}.`,
  },

  rested: {
    title: 'Dieser Link ruht',
    words: 'Dieser Link ruht. Melde dich an, dann findest du den neuesten Brief.',
    newest: 'Zum neuesten Brief',
    signIn: 'Anmelden und den neuesten Brief lesen',
    signInWith: (label) => `Mit ${label} anmelden und den neuesten Brief lesen`,
  },

  own: {
    ask: (addresses, shown) =>
      addresses.length > 1 ? (
        <>
          Gehören {shown(listed(addresses))} auch dir? Bis du antwortest, stehen sie in keinem Brief. Deine Antwort
          kannst du in den Einstellungen ändern.
        </>
      ) : (
        <>
          Gehört {shown(listed(addresses))} auch dir? Bis du antwortest, steht sie in keinem Brief. Deine Antwort kannst
          du in den Einstellungen ändern.
        </>
      ),
    mine: 'Ja, meine',
    theirs: 'Nein, von jemand anderem',
  },

  zone: {
    time,
    unknownYet:
      'Deine Zeitzone ist noch nicht bekannt, also stehen Zeiten hier in UTC. Vielleicht sagt sie bald deine gesendete Mail oder dein Kalender, oder du.',
    unknown:
      'Weder deine Mail noch ein Kalender sagt, wo du bist, also stehen Zeiten hier in UTC, und nach ihnen kommt dein Brief. Wähl deine Zeitzone.',
    which(choices, current) {
      const says = choices.map(({ place, saidBy }) => {
        const who = listed(saidBy.map((one) => sources[one][0]))
        return `${who} ${saidBy.length > 1 ? 'sprechen' : 'spricht'} für ${theTime(place)}`
      })
      return `${atFirst(says.join('; '))}. Bis du antwortest, gilt für die Zeiten hier und für die Stunde deines Briefs ${theTime(current)}. Nach welcher lebst du?`
    },
    another: 'Eine andere',
    label: 'Zeitzone',
    chooseOne: 'Wähl eine aus',
    save: 'Speichern',
    inUtc: 'Die Zeiten hier sind in UTC.',
    choose: 'Wähl deine Zeitzone',
    comesFrom: (source) => `Sie kommt ${sources[source][1]}. Wähl hier eine andere, dann gilt die.`,
    notKnown:
      'Noch nicht bekannt: Bis deine Mail, dein Kalender oder du selbst sagst, wo du bist, stehen die Zeiten in UTC.',
  },

  strip: {
    get months() {
      return months()
    },
    shades: ['kein Kontakt', 'ein wenig', 'etwas', 'oft', 'viel'],
    none: (name) => `${name}, zwei Jahre nach Monaten. Kein Kontakt.`,
    label: (name, active, last) =>
      active > 1
        ? `${name}, zwei Jahre nach Monaten. Kontakt in ${active} Monaten, zuletzt im ${last}.`
        : `${name}, zwei Jahre nach Monaten. Kontakt in einem Monat, im ${last}.`,
  },
}
