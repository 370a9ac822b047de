/** What a subject or a title says of itself: what it is without prefixes, whether it is worth or decent to quote, whether it asks. */
import { cut, strip } from '../../text.ts'
import { type Lexicon, lexicons } from '../lexicons.ts'
import { once } from '../once.ts'
import { finder, wordsOf } from '../phrases.ts'
import { rememberingLast } from '../remembering.ts'
import { automaticReplies, datingWords, otherPrefixes, readReceipts, sensitiveHosts } from '../words.ts'

/** Subjects and titles are kept at a length of 120; of a longer one its beginning says what it is. */
const longestRead = 400

/**
 * Without reply, forward and notice prefixes in any of the known languages, also where a list's tag stands before them, and
 * without an [external] mark or a "(fwd)" behind. Empty where nothing else was there.
 */
export const bareSubject = rememberingLast((subject): string => {
  let bare = cut(subject, longestRead).trim()
  for (;;) {
    const next = withoutSuffix(bare.replace(prefix(), '')).trim()
    if (next === bare) return bare
    bare = next
  }
})

const withoutSuffix = (subject: string) =>
  /\((?:fwd|fw)\)$/i.test(subject.slice(-5)) ? subject.slice(0, subject.lastIndexOf('(')) : subject

/** The same without what a firm's server writes before all that comes from outside: "[EXTERNAL]", "(Ext)", "**EXTERN**:". */
export function unmarked(subject: string): string {
  let read = cut(subject, longestRead)
  for (let next = read.replace(external, ''); next !== read; next = read.replace(external, '')) read = next
  return read
}

/** True where the subject begins with a reply prefix: its thread was begun earlier. */
export const isReply = (subject: string): boolean => reply.test(unmarked(subject))

/**
 * Nothing to quote: empty, only digits or signs, a file's name, or a subject everybody uses ("Hi", "1:1", "Catch up",
 * "Lunch on Friday").
 */
export function isGeneric(subject: string): boolean {
  const bare = bareSubject(subject)
  const all = wordsOf(bare)
  const words = all.join(' ')
  return (
    /^\S+\.\p{L}{2,4}\d?$/u.test(bare) ||
    (words.match(/\p{L}/gu)?.length ?? 0) < 3 ||
    generic().has(words) ||
    generic().has(strip(words, { end: /[\d ]/ })) ||
    all.every((word) => isIdle(word) || /^\d/.test(word))
  )
}

/** A word (in lower case) that says nothing by itself, in any of the languages. */
export const isIdle = (word: string): boolean => idle().has(word)

export type Sensitive = 'mourning' | 'illness' | 'law' | 'work' | 'health' | 'money'

/** Which private matter a subject touches, if any; the gravest where there are several. */
export const sensitiveMatter: (subject: string) => Sensitive | undefined = finder<Sensitive>(() => ({
  mourning: all('mourning'),
  illness: all('illness'),
  law: all('law'),
  work: all('work'),
  health: all('health'),
  money: all('money'),
}))

/** Somebody lost their work. */
export const isLayOff = (subject: string): boolean => layOff(subject) !== undefined

export const isMourning = (subject: string): boolean => sensitiveMatter(subject) === 'mourning'

/** The subject asks for an answer: a question mark of any script, or a word such as "question" or "request". */
export const asks = (subject: string): boolean => /[?¿؟？]/.test(subject) || question(subject) !== undefined

/** The subject says that two people are being introduced: a word for it, or "Ana <> Ben". */
export const introduces = (subject: string): boolean =>
  /\p{L}\s*(?:<[-=]*>|↔)\s*\p{L}|\p{L},? meet \p{Lu}/u.test(subject) || introduction(subject) !== undefined

/** The subject reads as news or a notice to many: a word for it, an issue number, a version, a price or a shouted line. */
export const announces = (subject: string): boolean =>
  announcement(subject) !== undefined ||
  /[#№] ?\d|\d ?%|[$€£] ?\d|!|\bv?\d+\.\d+|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}/u.test(subject)

/** The tag of a list to which only its owner writes: "[unison-announce] …". */
export const isAnnouncement = (subject: string): boolean =>
  /announce|news/i.test(/^\s*\[([^\]]*)\]/.exec(unmarked(subject))?.[1] ?? '')

/** A discussion's tag in front: "[Webdev] …". */
export const isTagged = (subject: string): boolean => tag.test(unmarked(subject)) || tag.test(bareSubject(subject))

/** A domain, local part or name of a practice, law firm, payroll office or the like. */
export function isSensitiveHost(text: string): boolean {
  const letters = text.toLowerCase()
  return (
    (letters.match(/\p{L}+/gu) ?? []).some((word) => hostWords.has(word)) ||
    hostStems.some((stem) => letters.includes(stem))
  )
}

/**
 * A mail program answered by itself while its owner was away, or says that they opened a message, in a subject of any of the
 * known languages. "Re: Out of office" was written by somebody, and so was "Out of office on Friday".
 */
export const isAutomatic = (subject: string): boolean => automatic.test(unmarked(subject))

/** A program wrote it, of an order, a ticket, a journey, an event or a mail that did not arrive. */
export const isNotice = (subject: string): boolean =>
  saysNotice(subject) || isAutomatic(subject) || notice(subject) !== undefined

/** A subject or title that may stand between quotation marks. */
export const isQuotable = (subject: string | undefined): subject is string =>
  subject !== undefined &&
  !isGeneric(subject) &&
  !isLoud(subject) &&
  !isFile(subject) &&
  !isRegular(subject) &&
  unquoted(subject) === undefined &&
  !saysNotice(subject) &&
  !isAutomatic(subject)

/** Shouted, over several words: "PLEASE READ BEFORE FRIDAY". Short ones are acronyms and titles of things. */
function isLoud(subject: string): boolean {
  const words = (bareSubject(subject).match(/\p{L}{3,}/gu) ?? []).filter((word) => word !== word.toLowerCase())
  const loud = words.filter((word) => word === word.toUpperCase())
  return loud.length >= 4 && loud.length * 2 > words.length
}

/** The name of a file, in however many words: "Spring plan final.pdf". */
const isFile = (subject: string) =>
  /\.(?:pdf|docx?|xlsx?|pptx?|html?|jpe?g|png|gif|zip|csv|txt|rtf|ics|eml|msg|od[tsp]|pages|numbers|key)$/i.test(
    bareSubject(subject),
  )

/** A report or an edition that comes out with its day: "Labour report 6/27/01", "Crane's, January 15, 2001". */
const isRegular = (subject: string) =>
  /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.test(subject) ||
  fullDate.test(subject)

/** A title of which nothing is told: it touches mourning, law, work, health or money, or is as delicate as a hearing. */
export function isPrivate(title: string): boolean {
  const found = unquoted(title)
  return found === 'private' || found === 'delicate'
}

/** A calendar's title that speaks of a birthday, and of no other anniversary. */
export const isBirthday = (title: string): boolean => birthday(title) === 'birthday'

/** A subject that is nothing but good wishes for a birthday to somebody with these names (in lower case). */
export function isBirthdayWish(subject: string, names: ReadonlySet<string>): boolean {
  // Hardly any is: of the others no words are made.
  if (!wishHint().test(subject.toLowerCase())) return false
  const words = wordsOf(bareSubject(subject)).filter((word) => !names.has(word))
  return wishes().has(words.join(' '))
}

function all(field: keyof Lexicon): string[] {
  return [...new Set(Object.values(lexicons()).flatMap((language) => language[field]))]
}

const fullDate = new RegExp(
  `(?<!\\p{L})(?:${datingWords.filter((word) => word.length > 2).join('|')})\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}(?!\\d)`,
  'iu',
)
const layOff = finder(() => ({ layoff: all('layoff') }))
const question = finder(() => ({ asks: all('asks') }))
const introduction = finder(() => ({ introduces: all('introduces') }))
const announcement = finder(() => ({ announces: all('announces') }))
const notice = finder(() => ({ notices: all('notices') }))
const unquoted = finder(() => ({
  private: [
    ...all('mourning'),
    ...all('illness'),
    ...all('layoff'),
    ...all('law'),
    ...all('work'),
    ...all('health'),
    ...all('money'),
  ],
  delicate: all('delicate'),
  notices: all('notices'),
}))
const saysNotice = (subject: string) => {
  const read = unmarked(subject)
  return calendarNotice().test(read) || noticeForm.test(read)
}
/** Numbers of tickets and orders. */
const noticeForm = /[#№] ?\d{2,}|\b[A-Z]{2,10}-\d{2,}\b|\d{6,}|\b(?:order|case|ref|ticket|po|inv)\b[\s.:#-]*\d{3,}/iu
const birthday = finder(() => ({
  other: ['mariage', 'rencontre', 'entreprise', 'work anniversary'],
  birthday: all('birthday'),
}))
const wishes = once(() => new Set(all('wishes').map((subject) => wordsOf(subject).join(' '))))
/** A part of a word, in letters of ASCII, that each wish holds whatever its case. */
const wishHint = once(() => new RegExp([...wishes()].map((wish) => longest(wish.match(/[a-z]+/g) ?? [])).join('|')))
const longest = (words: readonly string[]) => words.reduce((a, b) => (b.length > a.length ? b : a), '')
const generic = once(() => new Set(all('generic').map((subject) => wordsOf(subject).join(' '))))
/** Words that say nothing, alone or together: the generic ones of one word, and those that only hold sentences together. */
const idle = once(
  (): ReadonlySet<string> =>
    new Set([
      ...[...generic()].filter((subject) => !subject.includes(' ')),
      ...all('small'),
      ...'a an i me us in or as so not can do there here de la des un en el se zu'.split(' '),
    ]),
)
const hostWords: ReadonlySet<string> = new Set(sensitiveHosts.words)
const hostStems: readonly string[] = sensitiveHosts.stems
const either = (words: readonly string[]) => words.map((word) => word.replaceAll(' ', '\\s+')).join('|')
const tag = /^\s*\[[^\]\d]{2,30}\]/
const outside =
  '(?:ext|extern|externa|externe|externer|external|externo|esterno|externt|eksternt)\\.?(?:[ -](?:e-?)?(?:mail|message|sender|nachricht|absender|expéditeur|correo|afzender))?'
const mark = `(?:[\\[(*]+\\s*${outside}\\s*[\\])*]+|${outside}\\s*(?=[:：]))[\\s:：]*`
const external = new RegExp(`^\\s*${mark}`, 'iu')
const counted = '\\s*(?:\\[\\d+\\]|\\(\\d+\\)|\\^\\d+)?\\s*[:：]'
/** "Re:", "AW :", "Re[2]:", "Fwd (3):", "RE：", "[EXT]", "[External]", "[list] Re:". */
const prefix = once(() => {
  const known = `(?:${either([...all('prefixes'), ...all('calendar'), ...otherPrefixes])})${counted}`
  return new RegExp(`^(?:${known}|${mark}|\\[[^\\]\\d]{2,30}\\]\\s*(?=${known}))[\\s:：]*`, 'iu')
})
const calendarNotice = once(() => new RegExp(`^\\s*(?:${either(all('calendar'))})\\s*[:：]`, 'iu'))
/** As mail programs write it: the words alone, or a colon or dash and the subject that was answered. */
const automatic = new RegExp(
  `^\\s*(?:(?:${either(automaticReplies)})\\s*(?:[:：]|[-–—]\\s|$)|(?:${either(readReceipts)})(?:\\s?\\([^()]{1,30}\\)\\s-|\\s?[:：])\\s)`,
  'iu',
)
const replies =
  're|r|aw|antw|antwort|rép|rep|réf|sv|vs|ang|res|resp|respuesta|betr|odp|ynt|vá|rif|bls|atb|απ|σχετ|отв|ответ|відп|回复|回覆|答复|答覆|返信|회신|답장|השב|תגובה|رد'
const reply = new RegExp(`^\\s*(?:${replies})${counted}`, 'iu')
