/** What the page of one person says: why now or not, what lies between the two, notes, addresses and whom one could introduce, in German. */
import { number, type Place } from '../../../../place.ts'
import { atFirst } from '../../../../policy.ts'
import type { page as shape } from '../en/page.tsx'

type Where = Pick<Place, 'locale'>

export const page: typeof shape = {
  head: {
    whyNow: (reason) => `Warum jetzt: ${reason}`,
    whyNotNow: (reason) => `Warum nicht jetzt: ${reason}`,
    noPerson: (reason) => `Nicht für einen Menschen gehalten: ${reason}.`,
    plan: (name) => `Einen Kaffee mit ${name} planen`,
    forget: (name) => `${name} für immer vergessen`,
  },

  evidence: {
    heading: 'Was es gibt',
    labels: {
      planned: 'Verabredet',
      open: 'Noch offen',
      lastWord: 'Das letzte Wort',
      introduction: 'Vorgestellt',
      shared: 'Gemeinsam',
      lastThread: 'Letztes Thema',
      numbers: 'In Zahlen',
    },
    planned: (day) => `Ihr trefft euch am ${day}.`,
    owed: ({ day, title }) => `Die Nachricht${quoted(title)} an dich vom ${day}.`,
    unanswered: ({ day, title }) =>
      `Auf deine Nachricht${quoted(title)} vom ${day} kam keine Antwort; oft ist es nur der Zeitpunkt.`,
    introduced: (name, day) => `Am ${day} hast du den Kontakt zu ${name} hergestellt.`,
    introducedBy: (name, day) => `${name} hat euch am ${day} einander vorgestellt.`,
    series: ({ meetings, ended, day, title }) =>
      `${meetings === 1 ? 'Ein Treffen' : `${meetings} Treffen`}${quoted(title)}, ${ended ? 'zu Ende seit dem' : 'zuletzt am'} ${day}.`,
    lastThread: ({ day, title }) =>
      `Zuletzt habt ihr einander am ${day} geschrieben${title === undefined ? '' : `, über „${title}“`}.`,
    numbers: ({ sent, received, met, since }, where) =>
      `${emails(sent, where)} von dir, ${emails(received, where)} an dich, ${number(met, where)} Treffen${since === undefined ? '' : `, seit dem ${since}`}.`,
  },

  notes: {
    heading: 'Deine Notizen',
    delete: 'Löschen',
    deleted: 'Gelöscht.',
    undo: 'Rückgängig',
    line: 'Ein Satz zum Merken, zum Beispiel etwas Versprochenes. Er bleibt auf diesem Server.',
    day: 'Ein Tag dafür, falls es einen gibt. „Bis Freitag“ im Satz genügt.',
    keep: 'Merken',
    all: 'Alle deine Notizen und Versprechen',
    doneOn: (day) => `Erledigt am ${day}`,
    for: (day, year) => `Für ${day} ${year}`,
    done: 'Erledigt',
    notDone: 'Doch nicht erledigt',
    keepLine: (name) => `Für die nächste Nachricht an ${name} behalten`,
    lineFor: (name) =>
      `Etwas für ${name}, etwa ein Link oder ein Gedanke, kommt dorthin, wo der erste Satz dieser Nachricht eine Klammer zum Ausfüllen hat: einmal, so wie du es geschrieben hast.`,
    forANote: 'Für deine nächste Nachricht dorthin',
    wentOut: (day) => `Kam am ${day} in eine Nachricht`,
    used: 'Verwendet',
    useAgain: 'Noch einmal verwenden',
  },

  right: {
    heading: 'Stimmt das?',
    wrong: (said) => `Du hast gesagt, dass das nicht stimmt; darum sage ich es nicht: ${said}`,
    sentence: (text) => `„${text}“`,
    about: (kind) => `${kind}.`,
    never: (kind) =>
      `Mehr als einmal hast du gesagt, dass das nicht stimmt: ${kind}. Darum beginnt keine Karte mehr damit.`,
    undo: 'Rückgängig',
    undoAria: (kind) => `Rückgängig: ${kind}`,
    undoNeverAria: (kind) => `Rückgängig: Eine Karte darf wieder damit beginnen (${kind})`,
    could: (name) => `Was ein Brief über ${name} sagen könnte`,
    tap: 'Wo etwas nicht stimmt, nimmt ein Klick es aus deinen Briefen. Niemand erfährt davon.',
    whyNow: 'Warum jetzt',
    whyNotNow: 'Warum nicht jetzt',
    notRight: 'Stimmt nicht',
    notRightAria: (label) => `Stimmt nicht: ${label}`,
    kinds: {
      owed_reply: 'eine offene Antwort',
      introduction_made: 'Menschen, die du einander vorgestellt hast',
      introduction_received: 'wer euch einander vorgestellt hat',
      note: 'eine Notiz von dir',
      anniversary: 'ein Jahrestag',
      birthday: 'ein Geburtstag',
      series_ended: 'ein regelmäßiges Treffen, das zu Ende ging',
      shared_meetings: 'wofür ihr euch getroffen habt',
      last_thread: 'das letzte Thema',
      moved: 'eine neue Organisation',
      in_common: 'jemand, den ihr beide kennt',
      season: 'eine Zeit im Jahr',
      unanswered: 'eine Nachricht ohne Antwort',
    },
  },

  introduce: {
    heading: 'Wen du einander vorstellen könntest',
    could: ({ name, otherName, topic, mine, theirs }, href) => (
      <>
        Du könntest {name} und <a href={href}>{otherName.whole}</a> einander vorstellen: „{topic}“ kommt bei beiden vor,
        mit {name} in {mine}, und mit {otherName.first} in {theirs}. Soweit deine Mail es zeigt, kennen sie sich nicht.
        Frag zuerst beide:
      </>
    ),
    said: (title, day) => `„${title}“ vom ${day}`,
    note: (name) => `Ein paar Zeilen an ${name} schreiben`,
  },

  addresses: {
    heading: (amount) => (amount > 1 ? 'Adressen' : 'Adresse'),
    used: (reason, { from, to }) => `${reason ? `${atFirst(reason)}. ` : ''}${from} bis ${to}`,
    quiet: 'Seit einem Jahr kam nichts von dieser Adresse. Hast du eine andere?',
    right: 'Stimmt das?',
    notRight: 'Stimmt nicht',
    notRightAria: (address) => `Stimmt nicht: ${address} gehört jemand anderem`,
    same: 'Dieselbe Person?',
    find: 'Einen anderen Eintrag dazu finden',
    search: 'Suchen',
    nobody: (query) => `Niemand gefunden zu „${query}“.`,
    samePerson: 'Dieselbe Person',
    whose: (name, amount) =>
      amount > 1 ? `Gehören diese Adressen alle zu ${name}?` : `Gehören beide Adressen zu ${name}?`,
    yes: 'Dieselbe Person',
    no: 'Jemand anderes',
  },

  timeline: {
    heading: 'Zwischen euch beiden',
    none: 'Keine E-Mail und kein Treffen gespeichert.',
    noneOlder: 'Nichts Älteres gespeichert.',
    cancelled: 'Treffen, abgesagt',
    youDeclined: 'Treffen, von dir abgelehnt',
    theyDeclined: 'Treffen, von der anderen Seite abgelehnt',
    planned: 'Geplant',
    met: 'Ihr habt euch getroffen',
    fromMailbox: (name) => `${name} schrieb aus deinem Postfach; nicht gezählt`,
    hushed: 'In einem Gespräch der anderen Person in deinem Postfach; nicht gezählt',
    youWrote: 'Von dir geschrieben',
    theyWrote: 'An dich geschrieben',
    beside: 'Auf derselben Mail',
    with: (what, others) => (others ? `${what}, mit ${others === 1 ? 'noch jemandem' : `${others} anderen`}` : what),
    noTitle: 'Kein Titel gespeichert',
    noSubject: 'Kein Betreff gespeichert',
    open: (program) => `In ${program} öffnen`,
    older: 'Ältere',
    newest: 'Neueste',
  },
}

const quoted = (title: string | undefined) => (title === undefined ? '' : ` „${title}“`)
const emails = (amount: number, where: Where) => `${number(amount, where)} ${amount === 1 ? 'E-Mail' : 'E-Mails'}`
