/** Whose word about the owner's time zone holds, and what they are asked where there is none, or more than one. */
import type { Instant } from '../facts.ts'
import { differ } from './steps.ts'

/** The most trusted first. */
export const sources = ['mail', 'calendar', 'browser'] as const
export type Source = (typeof sources)[number]

/** What each of them says, as an IANA name. */
export type Words = Readonly<Partial<Record<Source, string>>>

export interface Known {
  /** The zone in use. */
  readonly timeZone: string
  /** The owner chose it: then nothing else counts. */
  readonly chosen: boolean
  /** It was in use before sent mail was asked: where the calendar and mail disagree it stays until the owner answers. */
  readonly held: boolean
  readonly words: Words
}

/** The zone to go by: the owner's choice, else what sent mail says, else the calendar, else the browser, else as before. */
export function decideZone({ timeZone, chosen, held, words }: Known, now: Instant): string {
  if (chosen) return timeZone
  const { mail, calendar } = words
  if (held && mail && calendar && differ(mail, calendar, now.epochMilliseconds)) return timeZone
  return mail ?? calendar ?? words.browser ?? timeZone
}

/** Who said the zone in use; undefined where nobody did. */
export function sourceOf({ timeZone, chosen, words }: Known, now: Instant): Source | 'chosen' | undefined {
  if (chosen) return 'chosen'
  return sources.find((source) => words[source] && !differ(words[source], timeZone, now.epochMilliseconds))
}

export type Question =
  /** Nobody has said anything: times are in UTC. */
  | { readonly kind: 'unknown' }
  /** They do not agree; those whose clocks are the same all year stand together. */
  | { readonly kind: 'disagree'; readonly choices: readonly Choice[] }

export interface Choice {
  readonly zone: string
  readonly saidBy: readonly Source[]
}

/** What to ask the owner; undefined where nothing is to be asked, and once they have chosen. */
export function askZone(known: Known, now: Instant): Question | undefined {
  if (known.chosen) return undefined
  const ms = now.epochMilliseconds
  const choices: { readonly zone: string; saidBy: Source[] }[] = []
  for (const source of sources) {
    const zone = known.words[source]
    const same = zone && choices.find((choice) => !differ(choice.zone, zone, ms))
    if (same) same.saidBy.push(source)
    else if (zone) choices.push({ zone, saidBy: [source] })
  }
  if (choices.length > 1) return { kind: 'disagree', choices }
  return choices.length || known.timeZone !== 'UTC' ? undefined : { kind: 'unknown' }
}
