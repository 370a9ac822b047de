/** What the owner may set: every field with its default and the words for a wrong value. */
import * as z from 'zod'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 09:00')

/** English of a country, as a BCP 47 tag. */
export const localePattern = /^en-[A-Z]{2}$/

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
  /** English as a region writes dates, times and numbers, "en-US"; null: not known. */
  locale: z.string().regex(localePattern).nullable().default(null),
  meetingLink: z.union([z.literal(''), z.url({ protocol: /^https$/ })]).default(''),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** The name under which the owner writes, where others write from the mailbox too; undefined where all of it is theirs. */
export const ownNameOf = ({ sharedMailbox, sharedName }: Settings): string | undefined =>
  sharedMailbox && sharedName ? sharedName : undefined

/** The two names of which the owner is asked whether they share the mailbox, or was; undefined where there are none. */
export function sharersOf({ sharedNames }: Partial<Settings>): readonly [string, string] | undefined {
  // Settings that were saved before the question are without it.
  const [one, two] = sharedNames ?? []
  return one && two ? [one, two] : undefined
}
