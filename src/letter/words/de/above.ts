/** What stands above the people of a letter: headlines and the lines under them, in as many ways as letters need for a month and more. */
import type { headlines as shape } from '../en/above.ts'

/** By how many people there are in words: "Drei". The first is the one that a letter by itself has. */
export const headlines: typeof shape = {
  one: [
    ['Eine Person,', 'ein guter Grund'],
    ['Ein Name', 'diese Woche'],
    ['Ein Hallo', 'an eine Person'],
    ['Nur eine,', 'und warum gerade jetzt'],
    ['Jemand,', 'dem eine Zeile guttäte'],
    ['Ein einziger Satz', 'würde reichen'],
  ],
  more: [
    (count) => [`${count} Menschen,`, 'je ein guter Grund'],
    (count) => [`${count} Namen,`, 'und warum gerade jetzt'],
    (count) => ['Eine Zeile wert', `diese Woche: ${count.toLowerCase()}`],
    (count) => [`${count} Menschen,`, 'an die sich denken ließe'],
    (count) => [`${count} Mal Hallo,`, 'wenn du magst'],
    (count) => ['Aus den Augen,', `nicht aus dem Sinn: ${count.toLowerCase()}`],
  ],
}

/** Under the greeting of a weekly letter. No sentence stands in two of them. */
export const weekly: readonly string[] = [
  'Ein Hallo ist eine gute Woche, und eine Woche Pause ist es auch. Ändere jede Zeile, bis sie nach dir klingt.',
  'Schreib diese Woche oder in einer anderen. Jeder erste Satz ist nur ein Anfang.',
  'Hier gibt es nichts aufzuholen. Schreib dort, wo dich ein Name lächeln lässt.',
  'Zwei Sätze sind unter Freunden schon ein Brief. Länger muss deiner nicht werden.',
  'Jemand von hier unten freut sich vielleicht über ein Wort. Bieg dir die Zeilen zurecht, wie du magst.',
  'Wenn dir bei einem Namen warm wird, fang dort an. Was liegen bleibt, kann warten, und es staut sich nichts.',
  'Kurz ist gut, spät ist gut. Was in Klammern steht, füllst du selbst.',
  'Lies es zum Kaffee; schon dafür ist es gut. Falls du schreibst, nimm deine eigenen Worte.',
  'Nichts davon ist fällig. Du siehst hier nur, wer aus dem Blick geraten ist.',
  'Eine Frage, eine Erinnerung, ein Link: Jedes davon trägt eine Nachricht. Die Zeilen unten haben Lücken dafür.',
  'Die meisten werden gern bedacht, und kaum jemand stört sich am Zeitpunkt. Streich, was nicht nach dir klingt.',
  'Du weißt es besser als jede Aufzeichnung. Überspring, was du willst.',
]

/** A week in which the owner has been in touch with everybody who matters, and only then. */
export const inTouch: readonly string[] = [
  'Diese Woche gibt es nichts zu tun. Mit den Menschen, die dir wichtig sind, bist du in Kontakt.',
  'Von denen, die dir am nächsten stehen, hast du gehört, jeweils in der üblichen Zeit. Darum bleibt das hier kurz.',
  'Alle, die dir am meisten bedeuten, hatten zuletzt ein Wort von dir. Dem ist nichts hinzuzufügen.',
  'Die, denen du am meisten schreibst, sind so nah wie eh und je, nach Mail und Kalender zu urteilen. Also keine Namen.',
  'Von allen, von denen du gewöhnlich hörst, hast du gehört. So wird es eine leichte Woche.',
  'Deine engsten Leute sind gerade alle in Reichweite. Genieß es.',
]

/** A week in which nobody is to be named for some other reason. */
export const resting: readonly string[] = [
  'Diese Woche ist niemand zu nennen. Wenn dir trotzdem jemand einfällt, ist das der beste Grund von allen.',
  'Diesmal habe ich keinen Namen für dich. Wer als Nächstes käme, stand erst vor Kurzem in einem Brief.',
  'Die, die ich nennen könnte, haben gerade Pause, damit niemand zu oft vorkommt. Diese Woche gehört dir.',
  'Von hier kommt kein Vorschlag. Ein Hallo, das niemand vorgeschlagen hat, ist genauso viel wert.',
  'Es gibt niemanden, von dem ich etwas Neues sagen könnte. Das ist alles für diese Woche.',
  'In diesem hier kommt niemand vor. Die nächsten Namen brauchen noch etwas Zeit.',
]

/** The end of a run of quiet letters. */
export const waiting = 'Von jetzt an schreibe ich nur, wenn es etwas zu sagen gibt; bis dahin kommt kein Brief.'
