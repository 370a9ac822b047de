/** Openers in German, without any form of address: whether two people say du or Sie no subject tells for certain. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import { asks, nothing } from './de-endings.ts'
import type { Wording } from './wording.ts'

const months = () => monthNames('de-DE')
const numbers = 'kein ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')
const weekdays = () => weekdayNames('de-DE')

export const german: Wording = {
  language: 'de',
  greet: (name) => (name ? `Hallo ${name},` : 'Hallo,'),
  quote: (title) => `„${title}“`,
  month: (month, year) => `${months()[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'heute' : `am ${weekdays()[day - 1]}`),
  openings: {
    question: [
      ({ title, month }) =>
        `die Nachricht ${title === undefined ? '' : `${title} `}aus dem ${month} habe ich nie beantwortet. Das tut mir leid. [die Antwort, in einem Satz]`,
      ({ title = 'die Nachricht', month }) =>
        `auf ${title} aus dem ${month} fehlt noch meine Antwort, tut mir leid. Hier ist sie: [die Antwort selbst]`,
      ({ title = 'die Frage', month }) =>
        `${title} aus dem ${month} wartet noch auf meine Antwort. Es tut mir leid, dass es so lange gedauert hat. [die Antwort, so kurz wie möglich]`,
      ({ title = 'die Frage', month }) =>
        `${title} liegt seit ${month} hier, und das tut mir leid. [was damals zu antworten gewesen wäre]`,
      ({ title = 'eine Frage', month }) =>
        `im ${month} kam ${title}, und von mir kam nichts zurück. Wie leid mir das tut. [die Antwort von heute]`,
      ({ title = 'die Mail', month }) =>
        `spät kommt die Antwort auf ${title} vom ${month}, und das tut mir leid: [zwei Zeilen, nicht mehr]`,
      ({ title = 'die Frage', month }) =>
        `dass ${title} vom ${month} so lange offen blieb, tut mir leid. [was heute dazu zu sagen ist, und sei es „keine Ahnung“]`,
    ],
    last_word: [
      ({ title = 'die Nachricht', month }) =>
        `das letzte Wort zwischen uns war ${title} im ${month}. [eine Antwort darauf]`,
      ({ title, month }) =>
        `noch ein Satz zu ${title === undefined ? 'der letzten Nachricht' : title} aus dem ${month}: [der Satz]`,
      ({ title = 'die letzte Mail', month }) =>
        `${title} kam im ${month} und blieb das Neueste zwischen uns. [was heute dazu zu sagen ist]`,
      ({ title = 'die letzte Nachricht', month }) =>
        `wir sind im ${month} bei ${title === 'die letzte Nachricht' ? 'der letzten Nachricht' : title} stehen geblieben. [eigene Neuigkeiten]`,
      ({ title, month }) =>
        `seit ${title === undefined ? 'der letzten Mail' : title} im ${month} gibt es dies zu erzählen: [die Neuigkeit]`,
      ({ title, month }) =>
        `[eine kleine Neuigkeit] Das passt zu ${title === undefined ? 'der letzten Nachricht' : title} aus dem ${month}.`,
      ({ title = 'die letzte Nachricht', month }) =>
        `zuletzt kam ${title}, im ${month}; jetzt bin ich an der Reihe. [womit die Tage gerade voll sind]`,
      ({ title, month }) =>
        `ich knüpfe an ${title === undefined ? 'die letzte Mail' : title} vom ${month} an: [wo die Sache heute steht]`,
      ({ title = 'die letzte Mail', month }) => `es war ${month}, als ${title} kam. [wie es inzwischen geht]`,
      ({ title, month }) =>
        `etwas, das zu ${title === undefined ? 'der letzten Nachricht' : title} vom ${month} gehört: [ein kleiner Zusatz]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `meine Nachricht ${title === undefined ? '' : `${title} `}aus dem ${month} braucht keine Antwort mehr. [etwas Neues oder Nützliches]`,
      ({ title = 'meine Mail', month }) =>
        `${title} vom ${month} darf ruhig liegen bleiben. Hier ist etwas anderes: [das andere]`,
      ({ title, month }) =>
        `im ${month} habe ich geschrieben${title === undefined ? '' : `, ${title}`}; darauf muss nichts mehr folgen. [etwas aus dieser Woche]`,
      ({ title = 'meine letzte Nachricht', month }) =>
        `${title} vom ${month} hat sich erledigt. [ein Hinweis, der nützlich sein kann]`,
      ({ title = 'meiner Mail', month }) => `nichts hängt an ${title} vom ${month}. [ein neuer Anfang, in einem Satz]`,
      ({ title, month }) =>
        `was ich im ${month}${title === undefined ? '' : ` zu ${title}`} schrieb, kann ruhen. [ein Gruß mit Inhalt]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `im ${month} habe ich den Kontakt zu ${other} hergestellt. Ist etwas daraus geworden? Falls ich noch jemanden vorstellen kann, genügt ein Name, und ich schreibe die Mail.`,
      ({ other, month }) =>
        `wie ging es nach meiner Mail im ${month} mit ${other} weiter? Für weitere Kontakte reicht mir ein Stichwort.`,
      ({ other, month }) =>
        `nach ${other} habe ich seit meiner Mail im ${month} nie gefragt. Falls nichts daraus wurde, macht das nichts. Ich stelle gern noch jemanden vor.`,
      ({ other, month }) =>
        `hat sich der Kontakt zu ${other} vom ${month} gelohnt? Es gäbe vielleicht noch andere, die passen.`,
      ({ other, month }) =>
        `was wurde aus der Bekanntschaft mit ${other}, die im ${month} begann? Wenn wieder jemand fehlt, frage ich gern herum.`,
      ({ other, month }) =>
        `meine Vorstellung von ${other} war im ${month}. Kam dabei etwas heraus? Ein nächster Name ist schnell weitergegeben.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `meine Mail vom ${month} galt ${other}. [ein Satz dazu] Falls ich einmal noch jemanden vorstellen kann, genügt ein Name.`,
      ({ other, month }) =>
        `der Kontakt zu ${other} kam im ${month} durch meine Mail. [was mich auf die Idee brachte] Für andere gilt dasselbe Angebot.`,
      ({ other, month }) =>
        `im ${month} habe ich ${other} ins Spiel gebracht. [ein Wort zu beiden] Weitere Kontakte gebe ich gern weiter.`,
      ({ other, month }) =>
        `von mir kam im ${month} die Mail wegen ${other}. [was ich seither davon gehört habe] Noch jemand wäre leicht gefunden.`,
      ({ other, month }) =>
        `meine Vorstellung von ${other} ist vom ${month}. [warum gerade diese beiden] Gern stelle ich weitere vor.`,
      ({ other, month }) =>
        `seit ${month} gibt es den Kontakt zu ${other}. [etwas Gutes über einen von beiden] Ich verbinde gern wieder.`,
    ],
    introduction_to: [
      ({ other, month }) => `danke für den Kontakt zu ${other} im ${month}. [was daraus geworden ist, in einem Satz]`,
      ({ other, month }) =>
        `den Kontakt zu ${other} gibt es seit ${month}, danke dafür. [was wir heute miteinander machen]`,
      ({ other, month }) =>
        `${other} und ich sind seit ${month} in Kontakt. Danke für die Vorstellung. [das Beste daran]`,
      ({ other, month }) => `ohne die Mail vom ${month} gäbe es keinen Kontakt zu ${other}. Danke. [wohin er führte]`,
      ({ other, month }) => `ein später Dank für ${other}, vorgestellt im ${month}. [wie es weiterging]`,
      ({ other, month }) => `dass ${other} und ich uns kennen, kommt von der Mail im ${month}. Danke. [ein Ergebnis]`,
    ],
    introduction_by: [
      ({ other, month }) => `${other} hat uns im ${month} bekannt gemacht. [was seitdem war]`,
      ({ other, month }) => `wir kennen uns durch ${other}, seit ${month}. [was bei mir neu ist]`,
      ({ other, month }) => `im ${month} schrieb ${other} uns beiden. [was daraus entstanden ist]`,
      ({ other, month }) => `durch ${other} haben wir seit ${month} voneinander die Adresse. [wozu sie heute gut ist]`,
      ({ other, month }) => `angefangen hat es mit ${other}, im ${month}. [wie es für mich weiterging]`,
      ({ other, month }) => `es war ${other}, im ${month}, und seither kennen wir uns. [etwas Nützliches]`,
    ],
    note: [
      ({ note, month }) => `eine Sache noch aus dem ${month}: [ein Satz zu: ${note}]`,
      ({ note }) => `auf eines möchte ich zurückkommen. [ein Satz zu: ${note}]`,
      ({ note, month }) => `im ${month} habe ich mir etwas notiert. [ein Satz zu: ${note}]`,
      ({ note, month }) => `aus meinen Notizen vom ${month}: [ein Satz zu: ${note}]`,
      ({ note }) => `das hier habe ich mir gemerkt. [ein Satz zu: ${note}]`,
      ({ note, month }) => `seit ${month} steht bei mir ein Stichwort. [ein Satz zu: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${met ? 'unser erstes Treffen' : 'unsere erste Mail'} ist diese Woche ${one ? 'ein Jahr' : `${count} Jahre`} her. Danke für ${one ? 'das Jahr' : 'die Jahre'} seitdem. [etwas, das davon geblieben ist]`,
      ({ count, one, met }) =>
        `diese Woche vor ${one ? 'einem Jahr' : `${count} Jahren`}: ${met ? 'unser erstes Treffen' : 'unsere erste Mail'}. [etwas von damals]`,
      ({ count, one, met }) =>
        `${one ? 'ein Jahr' : `${count} Jahre`} sind es diese Woche seit ${met ? 'unserem ersten Treffen' : 'unserer ersten Mail'}. [wofür ein Dank fällig ist]`,
      ({ count, one, met }) =>
        `ein kleiner Jahrestag: ${one ? 'ein Jahr' : `${count} Jahre`} seit ${met ? 'unserem ersten Treffen' : 'unserer ersten Mail'}. [wie ich mich daran erinnere]`,
      ({ count, one, met }) =>
        `der Kalender zählt ${one ? 'ein Jahr' : `${count} Jahre`}, seit ${met ? 'unserem ersten Treffen' : 'unserer ersten Mail'}. [was aus dem Tag wurde]`,
      ({ count, one, met }) =>
        `mit ${met ? 'einem Treffen' : 'einer Mail'} fing es an, vor ${one ? 'einem Jahr' : `${count} Jahren`}, in dieser Woche. [das Schönste seitdem]`,
    ],
    birthday: [
      ({ when }) => `zum Geburtstag ${when} alles Gute. [ein Wunsch, in einem Satz]`,
      ({ when }) => `${when} ist Geburtstag, also hier die besten Wünsche. [ein Satz, der nur von mir kommen kann]`,
      ({ when }) => `die besten Wünsche zum Geburtstag ${when}: [die Wünsche]`,
      ({ when }) => `herzlichen Glückwunsch ${when}. [was das neue Jahr bringen soll]`,
      ({ when }) => `ein Gruß zum Geburtstag ${when}. [ein guter Gedanke]`,
      ({ when }) => `für den Geburtstag ${when} das Allerbeste. [etwas, das ich schätze]`,
    ],
    birthday_guessed: [
      () => 'um diese Zeit ist Geburtstag, also alles Gute dazu. [ein eigener Wunsch]',
      () => 'alles Gute zum Geburtstag, auf den Tag genau oder beinahe. [ein Wunsch fürs Jahr]',
      () => 'wenn ich richtig zähle, ist bald Geburtstag. [gute Wünsche, in einem Satz]',
      () => 'zum Geburtstag, einen Tag früher oder später: [der Wunsch]',
      () => 'es müsste Geburtstag sein, dieser Tage. [was ich wünsche]',
      () => 'Glückwünsche, ungefähr zum richtigen Tag. [ein Satz von mir]',
    ],
    series_ended: [
      ({ title, month }) =>
        `${title === undefined ? 'unser regelmäßiges Treffen' : title} gab es für uns zuletzt im ${month}. [was davon geblieben ist]`,
      ({ title, month }) =>
        `seit ${month} sehen wir uns nicht mehr ${title === undefined ? 'zum regelmäßigen Treffen' : `zu ${title}`}. [eine Gewohnheit daraus]`,
      ({ title, month }) =>
        `im ${month} war das letzte Mal ${title === undefined ? 'unser regelmäßiges Treffen' : title}. [wie es seitdem weiterging]`,
      ({ title, month }) =>
        `bis ${month} hatten wir ${title === undefined ? 'ein regelmäßiges Treffen' : title}. [eine Szene, die erzählenswert ist]`,
      ({ title, month }) =>
        `${title === undefined ? 'das regelmäßige Treffen' : title} endete für uns im ${month}. [was die Stunde heute füllt]`,
      ({ title, month }) =>
        `nach dem letzten Mal ${title === undefined ? 'im gewohnten Kreis' : title}, im ${month}, blieb eines ungesagt: [das eine]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} Mal haben wir uns ${title === undefined ? '' : `zu ${title} `}getroffen, zuletzt im ${month}. [etwas daraus, das geblieben ist]`,
      ({ title, month, count }) =>
        `${title === undefined ? 'unser Treffen' : title} hatten wir ${count} Mal, zuletzt im ${month}. [ein Treffen davon, das in Erinnerung ist]`,
      ({ title, month, count }) =>
        `${title === undefined ? 'das Treffen' : title} hat uns ${count} Mal zusammengebracht, bis ${month}. [was daraus wurde]`,
      ({ title, month, count }) =>
        `von ${count} Mal ${title === undefined ? 'zusammen' : title} war das letzte im ${month}. [ein Punkt für das nächste]`,
      ({ title, month, count }) =>
        `im ${month} trafen wir uns zum letzten Mal${title === undefined ? '' : ` zu ${title}`}, nach ${count} Treffen. [wie weit die Sache ist]`,
      ({ title, month, count }) =>
        `[etwas, das auf die Tagesordnung gehört hätte] Das gilt für ${title === undefined ? 'unsere Treffen' : title}, ${count} an der Zahl, bis ${month}.`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `zuletzt haben wir uns im ${month} getroffen${title === undefined ? '' : `: ${title}`}. [etwas von diesem Tag]`,
      ({ title, month }) =>
        `${title === undefined ? 'unser letztes Treffen' : title} war im ${month}. [was seitdem war, in einem Satz]`,
      ({ title, month }) =>
        `im ${month} war unser letztes Treffen${title === undefined ? '' : `, ${title}`}. [was davon hängen blieb]`,
      ({ title, month }) =>
        `der Kalender hat uns im ${month} zusammen${title === undefined ? '' : `, bei ${title}`}. [wie die Woche weiterging]`,
      ({ title, month }) =>
        `eines ist passiert, seit wir uns im ${month}${title === undefined ? '' : ` zu ${title}`} sahen: [das, was passiert ist]`,
      ({ title, month }) =>
        `[ein Satz über die letzten Wochen] Gesehen haben wir uns im ${month}${title === undefined ? '' : `, zu ${title}`}.`,
      ({ title, month }) =>
        `ein Nachtrag zu ${title === undefined ? 'unserem Treffen' : title} im ${month}: [der Nachtrag]`,
      ({ title, month }) =>
        `${title === undefined ? 'das Treffen' : title} vom ${month} braucht eine Fortsetzung. [ein Thema dafür]`,
      ({ title, month }) =>
        `im ${month} saßen wir zusammen${title === undefined ? '' : `, wegen ${title}`}. [was heute zu sagen wäre]`,
      ({ title, month }) =>
        `seit ${month}${title === undefined ? '' : ` und ${title}`} haben wir uns nicht getroffen. [die Kurzfassung der Zeit dazwischen]`,
    ],
    last_thread: [
      ({ title, month }) => `im ${month} haben wir uns über ${title} geschrieben. [wie es damit weiterging]`,
      ({ title, month }) => `${title} war unser Thema im ${month}. [etwas Neues dazu]`,
      ({ title, month }) => `ein Nachtrag zu ${title} aus dem ${month}: [was sich getan hat]`,
      ({ title, month }) => `unsere Mails vom ${month} handelten von ${title}. [was daraus geworden ist]`,
      ({ title, month }) => `noch eine Zeile zu ${title}, vom ${month}: [die Zeile]`,
      ({ title, month }) => `[eine Neuigkeit von hier] Das gehört zu ${title}, aus dem ${month}.`,
      ({ title, month }) => `etwas zu ${title}, worüber wir im ${month} schrieben: [ein passender Link]`,
      ({ title, month }) =>
        `${month} und ${title} sind eine Weile her. [was inzwischen zu sehen, zu lesen oder zu tun war]`,
      ({ title, month }) => `was wir im ${month} über ${title} schrieben, ging so weiter: [das nächste Kapitel]`,
      ({ title, month }) => `in ${title} vom ${month} ist noch Platz für eine Mail. [diese Mail, in einem Satz]`,
    ],
    their_thread: [
      ({ title, month }) => `im ${month} kam die Mail über ${title}. [wie ich es heute sehe]`,
      ({ title, month }) => `noch ein Gedanke zu ${title} vom ${month}: [der Gedanke]`,
      ({ title, month }) => `${title} kam im ${month} bei mir an. [was es angestoßen hat]`,
      ({ title, month }) => `zurück zu ${title}, aus dem ${month}: [etwas, das dazu passt]`,
      ({ title, month }) => `die Mail ${title} ist vom ${month}. [was seither daraus wurde]`,
      ({ title, month }) => `[ein Wort von hier] Es gehört zur Mail ${title}, vom ${month}.`,
    ],
    own_thread: [
      ({ title, month }) => `im ${month} habe ich über ${title} geschrieben. [wie das ausging]`,
      ({ title, month }) => `so ging es mit ${title} weiter, meinem Thema im ${month}: [das Neue, in einem Satz]`,
      ({ title, month }) => `meine Mail über ${title} war vom ${month}. [was sich seither bewegt hat]`,
      ({ title, month }) =>
        `das Ende der Geschichte ${title}, von der ich im ${month} schrieb: [das Ende, soweit es eines gibt]`,
      ({ title, month }) => `von mir kam ${title}, im ${month}. [was ich heute weiß und damals nicht]`,
      ({ title, month }) => `eine Fortsetzung zu ${title}, vom ${month}: [die Fortsetzung]`,
    ],
    moved: [
      ({ other }) =>
        `die Mails kommen jetzt von ${other}, wie ich sehe. Alles Gute dafür, wenn auch spät. [etwas Eigenes, in einem Satz]`,
      ({ other }) => `alles Gute bei ${other}, woher die Mails jetzt kommen. [wo ich selbst gerade bin]`,
      ({ other }) => `die neue Adresse heißt ${other}. Viel Glück dort. [ein Tipp oder ein Name]`,
      ({ other }) => `jetzt also ${other}. Einen guten Anfang, nachträglich. [womit ich helfen kann]`,
      ({ other }) => `bei ${other} läuft es hoffentlich gut. [was es hier Neues gibt]`,
      ({ other }) => `für die Zeit bei ${other} meine besten Wünsche. [ein Satz zur eigenen Arbeit]`,
    ],
    in_common: [
      ({ other }) => `${other} kennen wir beide, nach Mails und Kalender zu urteilen. [Neuigkeiten von hier]`,
      ({ other }) => `mit ${other} hatten wir beide zu tun. [eine Erinnerung daran]`,
      ({ other }) => `uns verbindet auch ${other}. [was ich beiden erzählen würde]`,
      ({ other }) => `auch ${other} haben wir gemeinsam. [wann mir der Name einfiel]`,
      ({ other }) => `mit ${other} sind wir zu dritt. [eine Idee für drei, oder für zwei]`,
      ({ other }) => `gemeinsam kennen wir auch ${other}. [der Anlass für diese Zeilen]`,
      ({ other }) => `[die Woche in einem Satz] Wir schreiben übrigens beide mit ${other}.`,
      ({ other }) => `über ${other} und auch sonst sind wir uns nicht fremd. [wie es mir geht]`,
      ({ other }) => `unsere Wege haben sich auch bei ${other} gekreuzt. [was davon zu erzählen ist]`,
      ({ other }) => `wir hatten beide mit ${other} Kontakt. [wohin das führen könnte]`,
    ],
    season: [
      ({ month }) =>
        `seit Jahren hören wir im ${month} voneinander, also hier der Gruß für dieses Jahr. [das Jahr in einem Satz]`,
      ({ month }) => `es ist ${month}, seit Jahren unser Monat. [wie er dieses Mal ist]`,
      ({ month }) => `wieder ein ${month}, wieder ein Gruß. [was das Jahr gebracht hat]`,
      ({ month }) => `zum ${month} gehört eine Mail von mir. [die Mail, in einem Satz]`,
      ({ month }) => `wie in jedem ${month} ein Lebenszeichen: [das Lebenszeichen]`,
      ({ month }) => `im ${month} schreiben wir uns meistens. [was es zu fragen oder zu erzählen gibt]`,
    ],
    nothing_known: [
      () => '[was es zu erzählen gibt, in ein, zwei Sätzen]',
      () => '[der Grund zu schreiben, in ein, zwei Sätzen]',
      () => '[etwas Gesehenes oder Getanes, das gefallen könnte]',
      () => '[eine Geschichte in zwei Sätzen]',
      () => '[warum gerade heute, in eigenen Worten]',
      () => '[etwas, das schon lange gesagt werden sollte]',
    ],
  },
  length: (minutes) => `${minutes} Minuten`,
  asks,
  nothing,
}
