/** What a card can say of the last thread that may be quoted, by who wrote in it and what came after. */
import type { earlier as earlierShape, threads as shape, afterwards as thenShape } from '../en/threads.ts'

export type { After } from '../en/threads.ts'

/** "newest": both wrote, and nothing between the two has followed. Each text ends with a full stop. */
export const threads: typeof shape = {
  newest: ({ title, when }) => [
    `Zuletzt habt ihr im ${when} über „${title}“ geschrieben.`,
    ['Der Stand', `Euer letztes Gespräch hieß „${title}“, im ${when}.`],
    ['Dort aufgehört', `Zuletzt habt ihr euch im ${when} geschrieben, über „${title}“.`],
    ['Das Thema damals', `„${title}“: Darüber habt ihr euch im ${when} zuletzt geschrieben.`],
    ['Das Neueste', `Euer letztes Gespräch, vom ${when}, war „${title}“.`],
    ['Wo ihr standet', `Bei „${title}“, im ${when}; da habt ihr einander geschrieben.`],
    ['Zuletzt', `Mail zwischen euch über „${title}“, im ${when}.`],
    ['Worüber ihr zuletzt spracht', `„${title}“, einander geschrieben im ${when}.`],
    ['Ein loses Ende', `„${title}“, worüber ihr euch im ${when} zuletzt geschrieben habt.`],
    ['Auf dem Tisch', `„${title}“ ging im ${when} zwischen euch hin und her.`],
    ['Euer letzter Betreff', `Im ${when} habt ihr einander geschrieben: „${title}“.`],
    ['Zwischen euch', `„${title}“, hin und zurück, im ${when}.`],
  ],
  both: ({ title, when }) => [
    `Im ${when} habt ihr euch über „${title}“ geschrieben.`,
    `Über „${title}“ habt ihr euch im ${when} geschrieben.`,
    ['Gesprochen über', `„${title}“, miteinander, im ${when}.`],
    ['Ein Thema von euch', `„${title}“: Mail zwischen euch im ${when}.`],
    ['Aus eurer Mail', `„${title}“ vom ${when}, worin ihr einander geantwortet habt.`],
    ['Hin und her', `Im ${when} habt ihr einander auf „${title}“ geantwortet.`],
    ['Zum Wiederaufnehmen', `„${title}“, worüber ihr euch im ${when} geschrieben habt.`],
    ['Einmal zwischen euch', `„${title}“, wozu ihr einander im ${when} geschrieben habt.`],
  ],
  they: ({ title, when, firstName }) => [
    `${firstName} hat dir im ${when} über „${title}“ geschrieben.`,
    `Im ${when} schrieb dir ${firstName} über „${title}“.`,
    ['Von dort', `„${title}“, an dich geschrieben im ${when}.`],
    ['Das Thema', `„${title}“: Darüber schrieb dir ${firstName} im ${when}.`],
    [`${firstName} schrieb`, `„${title}“, an dich, im ${when}.`],
    ['In deinem Posteingang', `„${title}“ vom ${when}, von ${firstName} an dich.`],
    ['Zum Antworten oder Ergänzen', `Im ${when} schrieb dir ${firstName}: „${title}“.`],
    ['Zur Sprache gebracht', `„${title}“, in einer Mail an dich im ${when}.`],
  ],
  owner: ({ title, when, firstName }) => [
    `Du hast ${firstName} im ${when} über „${title}“ geschrieben.`,
    `Im ${when} hast du ${firstName} über „${title}“ geschrieben.`,
    ['Von dir', `„${title}“, eine Mail von dir im ${when}.`],
    ['Dein Thema', `Über „${title}“ hast du im ${when} geschrieben.`],
    ['Von dir zur Sprache gebracht', `„${title}“, im ${when}.`],
    [`Was ${firstName} von dir hatte`, `„${title}“, im ${when}.`],
    ['Von dir erzählt', `Deine Mail vom ${when} ging um „${title}“.`],
    ['Zum Anknüpfen', `„${title}“, von dir geschickt im ${when}.`],
  ],
}

/** An older thread under a newer mail: said with the month of both. */
export const earlier: typeof earlierShape = ({ title, when, later }) => [
  `„${title}“, im ${when}; Mail gab es bis ${later}.`,
  ['Früher', `„${title}“ im ${when}, vor der neuesten Mail, vom ${later}.`],
  ['Älter, aber gut', `„${title}“, vom ${when}; was folgte, kam im ${later}.`],
  ['Ein Gespräch weiter zurück', `„${title}“, im ${when}, und obenauf die Mail vom ${later}.`],
  [`Vor ${later}`, `Da hattet ihr „${title}“, im ${when}.`],
  ['Unter der neuesten Mail', `„${title}“ vom ${when}; die darüber ist vom ${later}.`],
  ['Auch zwischen euch', `„${title}“ im ${when}, und danach eine Mail vom ${later}.`],
  ['Ein Gespräch darunter', `„${title}“, vom ${when}; die neueste Mail ist vom ${later}.`],
  ['Ein wenig früher', `„${title}“ hattet ihr im ${when}; ${later} brachte andere Mail.`],
  ['Und davor', `„${title}“, ${when}, bis im ${later} etwas anderes kam.`],
  ['Ein älteres Thema', `„${title}“, damals im ${when}; im ${later} ging es um anderes.`],
  ['Nicht das Letzte, aber', `„${title}“ war im ${when} da, gefolgt von Mail im ${later}.`],
  ['Was zuerst kam', `„${title}“ im ${when}, und wieder Mail im ${later}.`],
  ['Weiter unten', `Zwischen euch im ${when}: „${title}“. Die neueste Mail ist vom ${later}.`],
]

/** What ends the sentence where something newer is no thread: where they met, or a mail with both on it. */
export const afterwards: typeof thenShape = {
  met: (month) => [
    `; zuletzt getroffen habt ihr euch im ${month}.`,
    `; im ${month} folgte ein Treffen.`,
    `, und im ${month} habt ihr euch getroffen.`,
    `; im ${month} saht ihr euch.`,
    `, mit einem Treffen im ${month} danach.`,
    `; im Kalender steht ihr im ${month} zusammen.`,
  ],
  beside: (month) => [
    `; die neueste Mail mit euch beiden darauf ist vom ${month}.`,
    `; im ${month} standet ihr beide auf einer Mail.`,
    `, und im ${month} kam eine Mail an euch beide.`,
  ],
}
