/** What a card can say of each kind of finding, in as many ways as letters need not to repeat themselves for a month. */
import { atFirst } from '../../../policy.ts'
import type { Line, Sayings } from '../saying.ts'
import { together } from './meetings.ts'
import { inWords, months, times, weekdays } from './pieces.ts'
import { type After, afterwards, earlier, threads } from './threads.ts'

/** The label of an owed reply whose subject asks for an answer. */
export const openLabel = 'Noch offen'

export const sayings: Sayings = {
  owed_reply({ at, title, asks }, { firstName, day }) {
    const when = day(at)
    const message = title === undefined ? 'Nachricht' : `Nachricht „${title}“`
    const [subject, dative] = title === undefined ? ['Eine Nachricht', 'einer Nachricht'] : [`„${title}“`, `„${title}“`]
    const behind = title === undefined ? '' : `: „${title}“`
    if (asks)
      return {
        name: 'question',
        label: openLabel,
        texts: [
          `Die ${message} vom ${when} wartet auf eine Antwort.`,
          `Die ${message} vom ${when}, und bisher keine Antwort per Mail.`,
          `Auf die ${message} vom ${when} ging nichts zurück.`,
          `${firstName} schrieb am ${when}${behind}. Dort ruht das Gespräch.`,
          `Das Gespräch endet bei der ${message}, die ${firstName} am ${when} schrieb.`,
          `${subject} kam am ${when}; eine Antwort per Mail gab es nicht.`,
          `Am Ende steht eine Frage von ${firstName}, vom ${when}${behind}.`,
          `${subject}, von ${firstName}, ist seit dem ${when} offen.`,
        ],
      }
    return {
      name: 'last_word',
      label: 'Letztes Wort',
      texts: [
        `Die ${message} vom ${when}, und danach von keiner Seite etwas.`,
        `Das hatte ${firstName}, am ${when}, mit ${dative}.`,
        ['Die neueste Mail', `Von ${firstName}, am ${when}${behind}.`],
        ['Wo es ruht', `${subject} kam am ${when} von ${firstName}, und danach nichts mehr.`],
        ['Wo es stehen blieb', `Bei ${dative} vom ${when}; geschrieben hat ${firstName}.`],
        ['Zuletzt geschrieben', `Hat ${firstName}, am ${when}, mit ${dative}.`],
        ['Seitdem', `Nach der ${message} vom ${when} wurde es auf beiden Seiten still.`],
        ['Wer zuletzt schrieb', `Das war ${firstName}, am ${when}${behind}.`],
        ['Der Stand', `${subject}, von ${firstName} am ${when}.`],
        ['Das Ende des Gesprächs', `Die ${message} vom ${when}.`],
        ['Zuletzt von dort', `${subject} am ${when}, und danach keine Mail, in keiner Richtung.`],
        ['Das Neueste zwischen euch', `${subject} von ${firstName}, ${when}.`],
      ],
    }
  },
  unanswered({ at, title }, { day }) {
    const when = day(at)
    const message = title === undefined ? 'Nachricht' : `Nachricht „${title}“`
    const subject = title === undefined ? 'Eine Nachricht' : `„${title}“`
    return {
      name: 'unanswered',
      label: 'Letztes Wort',
      texts: [
        `Deine ${message} vom ${when} blieb ohne Antwort; das liegt oft am Zeitpunkt.`,
        `Deine ${message} vom ${when}, und danach nichts. Keine Antwort heißt oft nur: ein ungünstiger Tag.`,
        ['Von dir', `${subject}, geschrieben am ${when}. Vielleicht traf es eine volle Woche.`],
        ['Die neueste Mail', `${subject}, von dir am ${when}. Menschen antworten seltener, als sie möchten.`],
        ['Zuletzt von dir', `${subject}, am ${when}. Mail geht unter; bedeuten muss es nichts.`],
        ['Wo es ruht', `Bei deiner ${message} vom ${when}, und dort darf es ruhen.`],
        ['Du hast zuletzt geschrieben', `${subject}, ${when}. Eine erste Antwort braucht manchmal ein zweites Hallo.`],
        ['Abgeschickt', `${subject} ging am ${when} hinaus; ein stilles Postfach sagt wenig über eine Freundschaft.`],
      ],
    }
  },
  introduction_made({ at, other, replied }, { firstName, day }) {
    const answer =
      replied === 'both' ? 'beide haben geantwortet' : `${replied === 'they' ? firstName : other} hat geantwortet`
    const when = day(at)
    return {
      name: 'introduction_made',
      label: 'Was daraus wurde',
      texts: [
        `Du hast ${firstName} und ${other} am ${when} miteinander bekannt gemacht, und ${answer}.`,
        `Am ${when} hast du ${firstName} und ${other} einander vorgestellt; ${answer}.`,
        ['Deine Vorstellung', `${firstName} und ${other}, am ${when}; ${answer}.`],
        ['Durch dich', `${firstName} und ${other} kennen sich durch deine Mail vom ${when}, und ${answer}.`],
        ['Zwei, die du verbunden hast', `${firstName} und ${other}, durch deine Zeilen vom ${when}; ${answer}.`],
        [
          'Nachgefragt',
          `Den Kontakt zwischen ${firstName} und ${other} gibt es seit deiner Mail vom ${when}; ${answer}.`,
        ],
      ],
    }
  },
  introduction_received({ at, other, way, title }, { firstName, day }) {
    const [from, to] = way === 'to' ? [firstName, other] : [other, undefined]
    const [quoted, when] = [title === undefined ? '' : `, mit „${title}“`, day(at)]
    return {
      name: 'introduction_received',
      label: 'Vorstellung',
      texts: [
        `${from} hat ${to ? `dich mit ${to}` : 'euch beide miteinander'} bekannt gemacht, am ${when}${quoted}.`,
        `Es war ${from}: ${to ? `Durch eine Mail vom ${when} kennst du ${to}` : `Durch eine Mail vom ${when} kennt ihr euch`}${quoted}.`,
        ['Wer euch zusammenbrachte', `${from}, am ${when}${quoted}${to ? `: Daher kennst du ${to}` : ''}.`],
        ['Wie es begann', `${from} schrieb am ${when} an ${to ? `dich und ${to}` : 'euch beide'}${quoted}.`],
        [
          'Zu verdanken',
          `${from}, mit einer Mail vom ${when}, die ${to ? `dich mit ${to}` : 'euch beide'} in Verbindung brachte.`,
        ],
        [
          'Das Bindeglied',
          `${to ? `Du kennst ${to} durch ${from}` : `Ihr kennt euch durch ${from}`}, seit einer Mail vom ${when}${quoted}.`,
        ],
      ],
    }
  },
  note({ at, text }, { month }) {
    const [line, when] = [/[.!?…]$/.test(text) ? text : `${text}.`, month(at)]
    return {
      name: 'note',
      label: 'Deine Notiz',
      texts: [
        `Im ${when} hast du notiert: ${line}`,
        `Aufgeschrieben im ${when}: ${line}`,
        ['In deinen Worten', `${atFirst(line)} Das war im ${when}.`],
        [`Notiert im ${when}`, line],
        ['Zum Wiederaufnehmen', `${atFirst(line)} Das hast du im ${when} festgehalten.`],
        ['Aus deinen Notizen', `${when}: ${line}`],
      ],
    }
  },
  anniversary({ first, met, years, weekday, today }, { day }) {
    const dative = met ? 'eurem ersten Treffen' : 'eurer ersten Mail'
    const [count, ago] =
      years === 1 ? ['ein Jahr', 'einem Jahr'] : [`${inWords(years)} Jahre`, `${inWords(years)} Jahren`]
    const when = day(first)
    return {
      name: 'anniversary',
      label: today ? 'Heute' : `Am ${weekdays()[weekday - 1]}`,
      texts: [
        `${atFirst(count)} seit ${dative}, am ${when}.`,
        `${met ? 'Euer erstes Treffen' : 'Eure erste Mail'} vom ${when} ist ${count} her.`,
        `Vor ${ago} kam ${met ? 'euer erstes Treffen' : 'eure erste Mail'}, am ${when}.`,
        `Es begann vor ${ago}: mit ${dative} am ${when}.`,
        `${atFirst(count)} Bekanntschaft, gerechnet ab ${dative} vom ${when}.`,
        `${atFirst(count)} nach ${dative} vom ${when}.`,
      ],
    }
  },
  birthday: ({ weekday, today, guessed }) => ({
    name: guessed ? 'birthday.guessed' : 'birthday',
    label: today && !guessed ? 'Heute' : 'Demnächst',
    texts: guessed
      ? ['Geburtstag etwa um diese Tage, nach deinen Wünschen aus anderen Jahren.']
      : [today ? 'Geburtstag.' : `Geburtstag am ${weekdays()[weekday - 1]}.`],
  }),
  // Whether it goes on without them nobody can tell from what lies between the two.
  series_ended({ at, title, count }, { day }) {
    const after = count === undefined ? '' : `, nach ${inWords(count)} Treffen`
    const inAll = count === undefined ? '' : `, insgesamt ${times(count)}`
    const when = day(at)
    const label = 'Zu Ende'
    if (title === undefined)
      return {
        name: 'series_ended.bare',
        label,
        texts: [
          `Ein regelmäßiges Treffen von euch beiden, am ${when}${after}.`,
          `Ihr habt euch bis zum ${when} regelmäßig getroffen${inAll}.`,
          ['Eine Gewohnheit, die aufhörte', `Euer regelmäßiges Treffen, am ${when}${after}.`],
          ['Bis dahin', `Ein regelmäßiges Treffen, bis zum ${when}${after}.`],
          ['Nicht mehr im Kalender', `Das regelmäßige Treffen von euch beiden, nach dem ${when}${inAll}.`],
          ['Das letzte Mal', `Am ${when}; seitdem ist das regelmäßige Treffen nicht wiedergekommen${after}.`],
        ],
      }
    const name = `„${title}“`
    return {
      name: 'series_ended',
      label,
      texts: [
        `${name}, für euch beide, am ${when}${after}.`,
        `Zum letzten Mal gab es ${name} für euch am ${when}${inAll}.`,
        ['Eine Gewohnheit, die aufhörte', `${name}, am ${when}${after}.`],
        ['Bis dahin', `Zu ${name} habt ihr euch bis zum ${when} getroffen${inAll}.`],
        ['Nicht mehr im Kalender', `${name}, nach dem ${when}${inAll}.`],
        ['Das letzte Mal', `Am ${when}, ${name}${after}.`],
        ['Was euch zusammenbrachte', `${name}, bis zum ${when}${after}.`],
      ],
    }
  },
  shared_meetings: (finding, speech) => together(finding, speech),
  last_thread({ at, title, way, newest, after }, { month, firstName }) {
    const when = month(at)
    const then: After = after && { how: after.how, month: month(after.at) }
    if (then?.how === 'mail' && then.month !== when)
      return { name: 'last_thread.before', label: 'Davor', texts: earlier({ title, when, later: then.month }) }
    const name = way === 'both' && newest ? 'newest' : way
    const ends = then && then.month !== when ? afterwards[then.how === 'met' ? 'met' : 'beside'](then.month) : undefined
    const texts = threads[name]({ title, when, firstName })
    return {
      name: `last_thread.${name}`,
      label: 'Letztes Thema',
      texts: ends
        ? texts.map((line, index): Line => {
            const end = ends[index % ends.length] ?? ''
            return typeof line === 'string' ? line.replace(/\.$/, end) : [line[0], line[1].replace(/\.$/, end)]
          })
        : texts,
    }
  },
  moved({ at, from, to, since, own }, { month, firstName }) {
    const when = month(at)
    const label = 'Neue Adresse'
    if (!since)
      return {
        name: 'moved.now',
        label,
        texts: [
          `Mail von ${firstName} kommt jetzt von ${to}; ${from} ist still geworden.`,
          `Inzwischen ${to}, wo es vorher ${from} war.`,
          ['Ein neuer Schreibtisch', `Mail kommt von ${to}, und von ${from} keine mehr.`],
          ['Weitergezogen', `Von ${from} zu ${to}, nach der Mail zu urteilen.`],
          ['Jetzt anderswo', `${firstName} ist bei ${to}; die Adresse bei ${from} schweigt.`],
          ['Geändert', `Die alte Adresse lag bei ${from}, benutzt wird die bei ${to}.`],
        ],
      }
    return {
      name: own ? 'moved' : 'moved.seen',
      label,
      texts: [
        `${own ? 'Schreibt von' : 'Bei'} ${to} seit ${when}; ${from} ist still geworden.`,
        `${to} seit ${when}, wo es vorher ${from} war.`,
        ['Ein neuer Schreibtisch', `Bei ${to} ab ${when}, und von ${from} keine Mail mehr.`],
        ['Weitergezogen', `Von ${from} zu ${to}, im ${when}, nach der Mail zu urteilen.`],
        ['Jetzt anderswo', `${firstName} ist seit ${when} bei ${to}; ${from} schweigt.`],
        ['Geändert', `Die alte Adresse lag bei ${from}; seit ${when} ist es ${to}.`],
      ],
    }
  },
  in_common({ other, threads: number, meetings, span }) {
    const on = number === 0 ? '' : number === 1 ? 'in einem Mailwechsel' : `in ${inWords(number)} Mailwechseln`
    const at = meetings === 0 ? '' : meetings === 1 ? 'bei einem Treffen' : `bei ${inWords(meetings)} Treffen`
    const where = [on, at].filter(Boolean).join(' und ')
    const ending = span === 'year' ? ' im letzten Jahr' : ''
    return {
      name: 'in_common',
      label: 'Gemeinsam',
      texts: [
        `${other}, ${where} mit euch beiden${ending}.`,
        `Ihr kennt beide ${other}: ${where} mit dir dabei${ending}.`,
        ['Zu dritt', `${other} war ${where} mit euch beiden dabei${ending}.`],
        ['Jemand, den ihr teilt', `${other}: gemeinsam ${where}${ending}.`],
        ['Ihr kennt beide', `${other}, nach der Zeit ${where} zu urteilen${ending}.`],
        ['Ihr drei', `Mit ${other} ${where}${ending}.`],
        ['Ein gemeinsamer Boden', `${other}; ihr wart alle ${where}${ending}.`],
        ['Wer euch beide kennt', `${other}, mit euch gesehen ${where}${ending}.`],
        ['Gemeinsam bekannt', `${other} stand ${where} neben euch${ending}.`],
        ['Zwischen euch', `Da ist auch ${other}, ${where}${ending}.`],
        ['In derselben Runde', `${other}, mit euch zweien ${where}${ending}.`],
        ['Auch mit euch', `${other}, ${where}, alle zusammen${ending}.`],
      ],
    }
  },
  season({ month, years, both }) {
    const name = months()[month - 1]
    const [from, to] = [years[0], years.at(-1)]
    return {
      name: 'season',
      label: `Jeden ${name}`,
      texts: [
        `Da ${both ? 'habt ihr euch geschrieben' : 'hattet ihr Kontakt'}, Jahr für Jahr von ${from} bis ${to}.`,
        [
          'Eine Zeit dafür',
          `Von ${from} bis ${to} ${both ? 'habt ihr euch jeden' : 'hattet ihr jeden'} ${name} ${both ? 'geschrieben' : 'Kontakt'}.`,
        ],
        ['Um diese Jahreszeit', `Jeden ${name} von ${from} bis ${to} habt ihr voneinander gehört.`],
        ['Ein Monat von euch', `Jeder ${name} von ${from} bis ${to} brachte etwas zwischen euch.`],
        ['Es kehrt wieder', `Jedes Jahr von ${from} bis ${to}, immer im ${name}, gab es Kontakt.`],
        ['Eine Gewohnheit im Jahr', `Kontakt in jedem ${name} von ${from} bis ${to}.`],
      ],
    }
  },
}
