/** Reads the fields of submitted forms, typed by a zod schema: what no page of this server sends is refused in one sentence. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { lastingInDative } from '../../letter/words/de/pieces.ts'
import { number, type Sentence } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { isStorableTime } from '../../storable.ts'
import { isId } from './path.ts'

const sent = z.array(z.unknown())
/** The first value of this name, without space around it; a file is none. */
const first = sent.transform(([one]) => (typeof one === 'string' ? one.trim() : ''))

function refuse(context: z.RefinementCtx, sentence: Sentence): never {
  context.addIssue({ code: 'custom', message: sentence.en, params: { sentence } })
  return z.NEVER
}

/** What a keyboard does not write, but for tabs and ends of lines. */
const control = /[^\P{Cc}\t\r\n]/gu
const tooLong = (most: number): Sentence => ({
  en: `That was too long: up to ${number(most, { locale: null })} characters fit here. Go back and shorten it; nothing was changed.`,
  de: `Das war zu lang: Bis zu ${number(most, { locale: 'de-DE' })} Zeichen haben hier Platz. Geh zurück und kürz es; geändert wurde nichts.`,
})
const strange: Sentence = {
  en: 'This was not the form of one of the pages here, so nothing was changed.',
  de: 'Das war kein Formular einer der Seiten hier, also wurde nichts geändert.',
}

/** A moment that can be kept; undefined for what is none. */
function instantOf(text: string): Instant | undefined {
  try {
    const at = Temporal.Instant.from(text)
    return isStorableTime(at) ? at : undefined
  } catch {
    return undefined
  }
}

/** A day from 1970 to 9999; undefined for what is none, such as 31 February. */
function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' })
    return day.year >= 1970 && day.year <= 9999 ? day : undefined
  } catch {
    return undefined
  }
}

const noTime: Sentence = {
  en: 'That is no time that could be chosen. Nothing was changed.',
  de: 'Das ist kein Termin, der sich aussuchen ließe. Geändert wurde nichts.',
}
/** What is said of a day that is over, far away or none, such as 31 February. */
export const dayWanted = (): Sentence => ({
  en: `Choose a day that is still to come, such as ${sayLasting(policy.notNow)} from now. Nothing was changed.`,
  de: `Such einen Tag aus, der noch kommt, etwa heute in ${lastingInDative(policy.notNow)}. Geändert wurde nichts.`,
})

/** Fields of a form as `readFields` reads them; of what was not sent: empty text, no tick, no values, no choice, no day. */
export const field = {
  /** What somebody typed, in at most so many characters: control characters become space, ends of lines stay. */
  text: (most: number) =>
    first.transform((text, context) =>
      text.length > most ? refuse(context, tooLong(most)) : text.toWellFormed().replace(control, ' ').trim(),
    ),
  /** An id of this server, empty where none was sent. */
  id: first.transform((text, context) => (!text || isId(text) ? text : refuse(context, strange))),
  /** An id or an address: one word as long as those are. */
  word: first.transform((text, context) =>
    text.length <= 254 && text.isWellFormed() && !/[\s\p{Cc}]/u.test(text) ? text : refuse(context, strange),
  ),
  /** One of these, as a button or a list sends it. */
  among: <const Choice extends string>(choices: readonly Choice[], problem: Sentence = strange) =>
    first.transform((text, context): Choice | undefined => {
      const chosen = choices.find((choice) => choice === text)
      return chosen ?? (text ? refuse(context, problem) : undefined)
    }),
  day: first.transform((text, context) => (text ? (dayOf(text) ?? refuse(context, dayWanted())) : undefined)),
  instant: first.transform((text, context) => (text ? (instantOf(text) ?? refuse(context, noTime)) : undefined)),
  /** Each once, in the order in which they were sent. */
  instants: (most: number) =>
    sent.transform((all, context) => {
      const texts = [...new Set(all.filter((one) => typeof one === 'string' && one.trim() !== ''))]
      if (texts.length > most) return refuse(context, strange)
      return texts.map((text) => instantOf(String(text).trim()) ?? refuse(context, noTime))
    }),
  tick: sent.transform((all) => all.length > 0),
  several: sent.transform((all, context) => {
    const texts = all.filter((one) => typeof one === 'string')
    return texts.every((one) => one.length <= 100) ? texts : refuse(context, strange)
  }),
} as const

/**
 * The fields that a schema names, typed. Whatever else the form holds is left out.
 * @throws UserError 400 with the sentence of the first field that does not fit
 */
export function readFields<Schema extends z.ZodObject>(form: FormData, schema: Schema): z.output<Schema> {
  const read = schema.safeParse(Object.fromEntries(Object.keys(schema.shape).map((name) => [name, form.getAll(name)])))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const said: Sentence | undefined = issue?.code === 'custom' ? issue.params?.sentence : undefined
  throw new UserError(400, said ?? strange)
}
