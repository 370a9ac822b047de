/** What the owner may set: every field with its default and the words for a wrong value. */
import * as z from 'zod'
import { policy } from './policy.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 09:00')

/** English of a country, as a BCP 47 tag. */
export const localePattern = /^en-[A-Z]{2}$/

/** The tongues in which letters, pages and mails are written. */
export const tongues = ['en', 'de'] as const

const holidaysPattern = /^(none|[A-Z]{2}(-[A-Z0-9]{1,3})?)?$/
/** Stretches of days off that are kept at once. */
export const mostDaysOff = 50

export const settingsSchema = z.object({
  /** ISO weekday, 1 is Monday. */
  letterDay: z.coerce.number().int().min(1).max(7).default(1),
  letterHour: z.coerce.number().int().min(0).max(23).default(8),
  /** One of the owner's own addresses, as their providers vouched for it; empty: the one they came with. */
  letterTo: z.union([z.literal(''), z.email()]).default(''),
  people: z.coerce.number().int().min(1).max(5).default(3),
  pausedUntil: z.iso.date().nullable().default(null),
  subjects: z.boolean().default(true),
  /** Others write from the owner's address too, so that only mail under the owner's own name is theirs; null: not known. */
  sharedMailbox: z.boolean().nullable().default(null),
  /** The owner's own name in a mailbox that is shared; else empty. */
  sharedName: z.string().max(80).default(''),
  /** The two names under which mail goes out, as they were found; the owner is asked about them once. */
  sharedNames: z.array(z.string().max(80)).max(2).default([]),
  discreetSubject: z.boolean().default(false),
  workingDays: z.array(z.coerce.number().int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
  workingFrom: time.default('09:00'),
  workingTo: time.default('18:00'),
  /** Weekdays on which other hours hold than on the rest. */
  ownHours: z
    .array(z.object({ day: z.coerce.number().int().min(1).max(7), from: time, to: time }))
    .max(7)
    .default([]),
  /** A gap of every day in which no coffee is; both empty for none. */
  lunchFrom: z.union([z.literal(''), time]).default(''),
  lunchTo: z.union([z.literal(''), time]).default(''),
  /** Days on which no coffee is, first and last of each stretch. */
  daysOff: z
    .array(z.object({ from: z.iso.date(), to: z.iso.date() }))
    .max(mostDaysOff)
    .default([]),
  coffeeMinutes: z.coerce.number().int().min(15).max(90).default(45),
  /** Whole days between today and the first day that is offered. */
  noticeDays: z.coerce.number().int().min(0).max(14).default(2),
  /** Minutes kept free on either side, and what is added to them for a coffee in person. */
  bufferMinutes: z.coerce.number().int().min(0).max(60).default(15),
  travelMinutes: z.coerce.number().int().min(0).max(120).default(15),
  coffeesAWeek: z.coerce.number().int().min(1).max(7).default(policy.coffeesAWeek),
  /** Whose public holidays are kept: a country or a part of one (ISO 3166); '' as the zone says, 'none' for none. */
  holidays: z.string().regex(holidaysPattern).default(''),
  /** Whether what is only tentative, and being out of office, takes time. */
  tentativeBusy: z.boolean().default(true),
  awayBusy: z.boolean().default(true),
  /** English as a region writes dates, times and numbers, "en-US"; null: not known. */
  locale: z.string().regex(localePattern).nullable().default(null),
  /** The tongue in which the owner reads: their letter, their pages and mails to them. */
  letterTongue: z.enum(tongues).default('en'),
  meetingLink: z.union([z.literal(''), z.url({ protocol: /^https$/ })]).default(''),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** Settings as they were stored, with what has come since they were. */
export const wholeSettings = (stored: Partial<Settings>): Settings => ({ ...defaultSettings, ...stored })

/** The name under which the owner writes, where others write from the mailbox too; undefined where all of it is theirs. */
export const ownNameOf = ({ sharedMailbox, sharedName }: Settings): string | undefined =>
  sharedMailbox && sharedName ? sharedName : undefined

/** The two names of which the owner is asked whether they share the mailbox, or was; undefined where there are none. */
export function sharersOf({ sharedNames }: Partial<Settings>): readonly [string, string] | undefined {
  // Settings that were saved before the question are without it.
  const [one, two] = sharedNames ?? []
  return one && two ? [one, two] : undefined
}
