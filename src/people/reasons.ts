/**
 * Why an address is theirs, somebody is no person, or stands in no letter: said in English where it is worked out and stored,
 * since then nobody knows who will read it, and told to its owner in their tongue. Pure.
 */
import type { Tongue } from '../place.ts'

/** Each reason as it is stored, and in German. What goes into it, such as a name, stands for each {} in turn. */
const reasons = {
  'you added them': 'von dir hinzugefügt',
  'you said this is a person': 'du hast gesagt, dass es ein Mensch ist',
  'you said this is no person': 'du hast gesagt, dass es kein Mensch ist',
  'you said that this address is yours': 'du hast gesagt, dass diese Adresse dir gehört',
  'you said they are the same': 'du hast gesagt, dass es dieselbe Person ist',
  'you said this is the same person': 'du hast gesagt, dass es dieselbe Person ist',

  'you have met': 'ihr habt euch getroffen',
  'you have written to each other': 'ihr habt einander geschrieben',
  'you have written to them': 'du hast dorthin geschrieben',
  'nothing speaks against a person': 'nichts spricht gegen einen Menschen',
  'nothing shows a person': 'nichts deutet auf einen Menschen hin',
  'nobody reads mail to {}@': 'Mail an {}@ liest niemand',
  'a mailing list or group: many people write through it': 'eine Mailingliste oder Gruppe, über die viele schreiben',
  '{}@ is an address of a function, not of one person': '{}@ ist die Adresse einer Funktion, nicht eines Menschen',
  'several people write from it': 'mehrere Leute schreiben von dort',
  'sends with List-Unsubscribe or other marks of bulk mail':
    'verschickt mit List-Unsubscribe oder anderen Zeichen von Massenmail',
  'writes news and notices': 'schreibt Neuigkeiten und Mitteilungen',
  'numbers or dates what it sends': 'nummeriert oder datiert, was es verschickt',
  'never answers anybody': 'antwortet nie jemandem',
  'an address made for one mailing': 'eine Adresse für einen einzigen Versand',
  'an address with numbers': 'eine Adresse mit Ziffern',
  'an address nobody reads': 'eine Adresse, die niemand liest',
  'an address of a function': 'die Adresse einer Funktion',
  'a host that sends for others': 'ein Server, der für andere verschickt',
  'a name no human bears': 'ein Name, den kein Mensch trägt',
  'named like its own domain': 'heißt wie die eigene Domain',
  'sends automatically': 'verschickt automatisch',
  'sends through a bulk mail service': 'verschickt über einen Dienst für Massenmail',
  'can be unsubscribed from by one click': 'lässt sich mit einem Klick abbestellen',
  'shows the logo of a brand': 'zeigt das Logo einer Marke',
  'asks for no automatic answers': 'bittet, nicht automatisch zu antworten',
  'made by no program that people write in': 'aus keinem Programm, in dem Menschen schreiben',
  'comes from the servers of a bulk mail service': 'kommt von den Servern eines Dienstes für Massenmail',
  'sends in bulk': 'verschickt in Massen',
  'sorted under promotions': 'als Werbung einsortiert',
  'sorted under updates': 'als Benachrichtigung einsortiert',
  'sorted under social notices': 'unter sozialen Netzwerken einsortiert',
  'rarely answered by you': 'von dir selten beantwortet',
  'never answered by you': 'von dir nie beantwortet',

  'the same mailbox': 'dasselbe Postfach',
  'one contact of yours has both': 'ein Kontakt von dir hat beide',
  'one contact of yours has both, {}': 'ein Kontakt von dir hat beide: {}',
  '{} was {} before': '{} war vorher {}',
  'same full name, {}': 'derselbe volle Name: {}',
  'same first and last name, {}': 'derselbe Vor- und Nachname: {}',
  '{} as an account, {}': '{} als Kontoname: {}',
  'same local part, {}': 'dasselbe vor dem @: {}',
  'same account, {}': 'derselbe Kontoname: {}',
  'same local part at {}, {}': 'dasselbe vor dem @ bei {}: {}',
  'alike names, {} and {}': 'ähnliche Namen: {} und {}',
  'names a letter apart, {} and {}': 'Namen, die ein Buchstabe unterscheidet: {} und {}',
  'same name, {}': 'derselbe Name: {}',

  'Two people share this address, so a note to one of them would reach both.':
    'Diese Adresse teilen sich zwei Menschen; eine Nachricht an einen würde beide erreichen.',
  'They have your whole name. The address may be one of your own.':
    'Derselbe volle Name wie deiner. Vielleicht ist es eine Adresse von dir.',
  'Mail to this address comes to you, so it may be one of your own.':
    'Mail an diese Adresse kommt bei dir an; vielleicht ist es eine von deinen.',
  'A subject speaks of a loss. Whether and when to write is yours to choose.':
    'Ein Betreff spricht von einem Verlust. Ob und wann du schreibst, liegt bei dir.',
  'Your last mails were about a grave matter. Whether and when to write is yours to choose.':
    'In euren letzten Mails ging es um etwas Ernstes. Ob und wann du schreibst, liegt bei dir.',
  'Your last mails speak of an illness. Whether and when to write is yours to choose.':
    'Eure letzten Mails sprechen von einer Krankheit. Ob und wann du schreibst, liegt bei dir.',
  'Mail to this address came back for good.': 'Mail an diese Adresse kam endgültig zurück.',
  'The address or name is that of a practice, a law firm or the like.':
    'Adresse oder Name gehören zu einer Praxis, einer Kanzlei oder Ähnlichem.',
  'Many of your subjects touch private matters, such as health, law or money.':
    'Viele eurer Betreffzeilen berühren Privates, etwa Gesundheit, Recht oder Geld.',
  'You have spoken since; new mail or a meeting brings them back.':
    'Ihr habt seitdem gesprochen; erst neue Mail oder ein Treffen bringt den Namen wieder.',
  'They arrange things for {}, to whom those meetings are counted.':
    'Vereinbart Termine für {}; dort werden diese Treffen gezählt.',
  'You have only been on mail to large groups together.': 'Ihr standet nur in Mails an große Runden zusammen.',
  'You work at the same place and still see each other.': 'Ihr arbeitet am selben Ort und seht euch weiterhin.',
  'It looks like one matter, now finished: mail within half a year, and nothing before or after.':
    'Es sieht nach einer einzigen Sache aus, die erledigt ist: Mail innerhalb eines halben Jahres, davor und danach nichts.',

  // Which part of an account is not read.
  'The mail of {}': 'Die Mail von {}',
  'The calendar of {}': 'Der Kalender von {}',
  'The folder “{}” of {}': 'Der Ordner „{}“ von {}',
  'A folder of {}': 'Ein Ordner von {}',
} as const

export type Reason = keyof typeof reasons

/** The reason as it is stored, with what goes into it. */
export const reason = (template: Reason, ...pieces: readonly string[]): string =>
  pieces.length ? filled(template.split('{}'), pieces) : template

/** A stored reason, for whoever reads this tongue. One of an older version is said as it stands. */
export function reasonIn(tongue: Tongue, stored: string): string {
  if (tongue === 'en') return stored
  return wholeIn(stored) ?? clausesIn(stored) ?? stored
}

const wholes = new Map<string, string>(Object.entries(reasons))
/** Those with something in them: what stands around it, as stored and in German. */
const parted = Object.entries(reasons)
  .filter(([template]) => template.includes('{}'))
  .map(([template, german]) => [template.split('{}'), german.split('{}')] as const)

function wholeIn(stored: string): string | undefined {
  const found = wholes.get(stored)
  if (found !== undefined) return found
  for (const [around, german] of parted) {
    const pieces = between(stored, around)
    if (pieces) return filled(german, pieces)
  }
  return undefined
}

/** "sends in bulk, never answered by you": of a robot, clauses each of which is a reason. */
function clausesIn(stored: string): string | undefined {
  const clauses = stored.split(', ').map((clause) => wholes.get(clause))
  return clauses.every((clause) => clause !== undefined) ? clauses.join(', ') : undefined
}

/** What stands between these texts; undefined where they are not what stands around. */
function between(text: string, [first = '', ...others]: readonly string[]): string[] | undefined {
  const last = others.at(-1) ?? ''
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined
  const pieces: string[] = []
  let from = first.length
  for (const [index, next] of others.entries()) {
    const to = index === others.length - 1 ? text.length - last.length : text.indexOf(next, from)
    if (to < from) return undefined
    pieces.push(text.slice(from, to))
    from = to + next.length
  }
  return pieces
}

const filled = (around: readonly string[], pieces: readonly string[]): string =>
  around.map((text, index) => `${text}${index < around.length - 1 ? (pieces[index] ?? '') : ''}`).join('')
