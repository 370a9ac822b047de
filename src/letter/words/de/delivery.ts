/** What is told of a letter that did not arrive, in German: what happened, and what to do. */
import { policy } from '../../../policy.ts'
import { cleanText } from '../../../text.ts'
import type { delivery as shape } from '../en/delivery.ts'
import { lasting } from './pieces.ts'

export const delivery: typeof shape = {
  interrupted:
    'Das Programm hielt an, während dieser Brief hinausging; vielleicht hat er dich erreicht, vielleicht nicht. Von selbst geht er nicht noch einmal hinaus; von hier aus kannst du ihn abschicken.',
  unknown: (reason) =>
    `Der Mailserver brach ab, als der Brief schon unterwegs war (${cleanText(reason, 160)}); vielleicht hat er dich erreicht, vielleicht nicht. Von selbst geht er nicht noch einmal hinaus; von hier aus kannst du ihn abschicken.`,
  bounced: (reason) =>
    `Der Mailserver sagt, dass deine Adresse keine Mail annimmt (${cleanText(reason, 160)}). Dorthin gehen keine Briefe mehr, bis du sie wieder anfangen lässt.`,
  moved: (reason) =>
    `Der Mailserver sagt, dass deine Adresse keine Mail annimmt (${cleanText(reason, 160)}). Der Brief geht an dein anderes Konto.`,
  refused: (reason) =>
    `Der Mailserver hat diesen Brief abgelehnt (${cleanText(reason, 160)}). Wer diesen Server betreibt, kann mit npm run doctor nachsehen; danach kannst du den Brief von hier aus abschicken.`,
  later: (reason) =>
    `Der Mailserver hat ihn noch nicht angenommen (${cleanText(reason, 160)}). Einen Tag lang wird es von selbst wieder versucht.`,
  stale: (reason) =>
    `Der Mailserver hat diesen Brief einen Tag lang nicht angenommen, also wurde er nicht verschickt${reason ? `. ${reason}` : '.'} Der nächste kommt zur gewohnten Stunde.`,
  late: 'Als sich dieser Brief schreiben ließ, war seine Stunde mehr als einen Tag vorbei, also wurde er nicht verschickt. Der nächste kommt zur gewohnten Stunde.',
  astray:
    'Die Uhr dieses Servers ging vor, als dieser Brief geschrieben wurde, also wurde er nicht verschickt. Der Brief seiner Woche kommt zur gewohnten Stunde.',
  restored:
    'Hier wurde eine Sicherung eingespielt, die älter ist als der Weggang dieses Briefs; vielleicht hat er dich erreicht, vielleicht nicht. Von selbst geht er nicht noch einmal hinaus; der nächste kommt zur gewohnten Stunde.',
  nobody: 'Als dieser Brief hinauskonnte, war darin niemand mehr zu nennen, also blieb er hier.',
  gone: 'Das Konto, aus dem dieser Brief geschrieben war, ging weg, bevor er hinauskonnte, also blieb er hier.',
  paused: 'Die Briefe machten Pause, bevor dieser hinauskonnte, also blieb er hier.',
  absent: `Als dieser Brief hinauskonnte, war ${lasting(policy.absence.stop)} lang niemand hier gewesen, also blieb er hier.`,
  unproven:
    'Die Adresse, an die er gehen sollte, ist nicht als deine bestätigt, also wurde dieser Brief nicht verschickt. Sobald eine es ist, kannst du ihn von hier aus abschicken.',
  stopped: 'Die Briefe wurden angehalten, bevor dieser hinauskonnte, also blieb er hier.',
  thisWeek: 'Der Brief dieser Woche',
}
