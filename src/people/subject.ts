/** What a subject or a title says of itself: what it is without prefixes, whether it is worth or decent to quote, whether it asks. */
import { finder, wordsOf } from './phrases.ts'
import { type Lexicon, lexicons, sensitiveHosts } from './words.ts'

/** Without reply, forward and notice prefixes in any of the known languages, and without an [external] mark. */
export function bareSubject(subject: string): string {
  let bare = subject.trim()
  for (;;) {
    const next = bare.replace(prefix, '').trim()
    if (next === bare) return bare
    bare = next
  }
}

/** True where the subject begins with a reply prefix: its thread was begun earlier. */
export const isReply = (subject: string): boolean => reply.test(subject)

/** Nothing to quote: empty, only digits or signs, a file's name, or a subject everybody uses ("Hi", "1:1", "Catch up"). */
export function isGeneric(subject: string): boolean {
  const bare = bareSubject(subject)
  const words = wordsOf(bare).join(' ')
  return (
    /^\S+\.\p{L}{2,4}\d?$/u.test(bare) ||
    (words.match(/\p{L}/gu)?.length ?? 0) < 3 ||
    generic.has(words) ||
    generic.has(words.replace(/[\d ]+$/, ''))
  )
}

export type Sensitive = 'mourning' | 'law' | 'work' | 'health' | 'money'

/** Which private matter a subject touches, if any; the gravest where there are several. */
export const sensitiveMatter: (subject: string) => Sensitive | undefined = finder<Sensitive>({
  mourning: all('mourning'),
  law: all('law'),
  work: all('work'),
  health: all('health'),
  money: all('money'),
})

export const isSensitive = (subject: string): boolean => sensitiveMatter(subject) !== undefined
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
export const isAnnouncement = (subject: string): boolean => /^\s*\[[^\]]*(?:announce|news)[^\]]*\]/i.test(subject)

/** A discussion's tag in front: "[Webdev] …". */
export const isTagged = (subject: string): boolean => /^\s*\[[^\]\d]{2,30}\]/.test(bareSubject(subject))

/** A domain, local part or name of a practice, law firm, payroll office or the like. */
export function isSensitiveHost(text: string): boolean {
  const letters = text.toLowerCase()
  return (
    (letters.match(/\p{L}+/gu) ?? []).some((word) => hostWords.has(word)) ||
    hostStems.some((stem) => letters.includes(stem))
  )
}

/** A subject or title that may stand between quotation marks. */
export const isQuotable = (subject: string | undefined): subject is string =>
  subject !== undefined && !isGeneric(subject) && !isSensitive(subject)

function all(field: keyof Lexicon): string[] {
  return [...new Set(Object.values(lexicons).flatMap((language) => language[field]))]
}

const question = finder({ asks: all('asks') })
const introduction = finder({ introduces: all('introduces') })
const announcement = finder({ announces: all('announces') })
const generic = new Set(all('generic').map((subject) => wordsOf(subject).join(' ')))
const hostWords: ReadonlySet<string> = new Set(sensitiveHosts.words)
const hostStems: readonly string[] = sensitiveHosts.stems
const prefixes = all('prefixes').join('|').replaceAll(' ', '\\s+')
/** "Re:", "AW :", "Re[2]:", "Fwd (3):", "RE：", "[EXT]", "[External]". */
const prefix = new RegExp(
  `^(?:(?:${prefixes})\\s*(?:\\[\\d+\\]|\\(\\d+\\)|\\^\\d+)?\\s*[:：]|\\[\\s*(?:ext|extern|external)\\s*\\])\\s*`,
  'iu',
)
const reply = /^\s*(?:re|aw|antw|antwort|rép|rep|réf|sv|res|resp|respuesta|betr)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/iu
