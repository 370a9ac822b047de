/** The settings as their form holds them: filled in from what is stored, read back, and checked. */
import * as z from 'zod'
import type { User } from '../../db/accounts/users.ts'
import type { Instant } from '../../facts.ts'
import { readZone } from '../../place.ts'
import { type Settings, settingsSchema, sharersOf, wholeSettings } from '../../settings.ts'
import { cut, normalise } from '../../text.ts'
import type { Destination } from '../../work/mail/address.ts'
import { checkCoffee, coffeeValuesOf } from './coffee-values.ts'
import type { Errors } from './controls.tsx'
import type { Values } from './form.tsx'
import type { SettingsWords } from './words/words.ts'

type Words = SettingsWords['errors']

/** What an answer comes to; undefined where it is none of the three, and as before where nothing was said. */
export function sharedOf(before: Settings, answer: string): Pick<Settings, 'sharedMailbox' | 'sharedName'> | undefined {
  const { sharedMailbox, sharedName } = before
  if (!answer) return { sharedMailbox, sharedName }
  if (answer === 'alone') return { sharedMailbox: false, sharedName: '' }
  return sharersOf(before)?.includes(answer) ? { sharedMailbox: true, sharedName: answer } : undefined
}

export function sharedChosen(settings: Settings, which: string | undefined): string | undefined {
  const sharers = sharersOf(settings)
  if (!sharers || !which) return undefined
  return which === 'alone' ? 'alone' : which === '1' ? sharers[0] : which === '2' ? sharers[1] : undefined
}

/** The answer as the form carries it. */
const sharedValue = ({ sharedMailbox, sharedName }: Settings) =>
  sharedMailbox ? sharedName : sharedMailbox === false ? 'alone' : ''

export const declaredOf = (own: readonly { address: string; source: string }[]) =>
  own.filter(({ source }) => source === 'declared').map(({ address }) => address)

/** The saved settings as the form shows them. */
export function valuesOf({ settings, timeZone }: User, declared: readonly string[], now: Instant): Values {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const { pausedUntil } = settings
  return {
    ...settings,
    ...coffeeValuesOf(wholeSettings(settings), today),
    letterDay: String(settings.letterDay),
    letterHour: String(settings.letterHour),
    people: String(settings.people),
    letterTo: settings.letterTo ?? '',
    // A break that is over is none: sent back as it stands, it would be refused as a day in the past.
    pausedUntil: pausedUntil && pausedUntil > today ? pausedUntil : '',
    shared: sharedValue(settings),
    timeZone,
    zoneShown: timeZone,
    locale: settings.locale ?? '',
    letterTongue: settings.letterTongue ?? 'en',
    ownAddresses: declared.join('\n'),
  }
}

type Checked =
  /** `timeZone` is undefined where it was left as it stood. */
  { ok: true; settings: Settings; timeZone: string | undefined; addresses: string[] } | { ok: false; errors: Errors }

interface Circumstances {
  /** Of the owner's zone. */
  readonly today: string
  readonly destination: Destination
  /** What the form does not carry stays. */
  readonly before: Settings
  readonly words: Words
}

export function check(values: Values, { today, destination, before, words }: Circumstances): Checked {
  const { timeZone, zoneShown, ownAddresses, shared, ...rest } = values
  const answer = sharedOf(before, shared)
  const coffee = checkCoffee(values, { today, before: wholeSettings(before), words })
  const parsed = settingsSchema.safeParse({
    ...before,
    ...rest,
    ...coffee.settings,
    ...answer,
    pausedUntil: rest.pausedUntil || null,
    locale: rest.locale || (before.locale ?? null),
    letterTongue: rest.letterTongue || (before.letterTongue ?? 'en'),
  })
  const addresses = [
    ...new Set(
      ownAddresses
        .split(/[\s,;]+/)
        .map((one) => normalise(one) || one)
        .filter(Boolean),
    ),
  ]
  const zone = readZone(timeZone)
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0]))
  const refused = Object.fromEntries(issues.map((name) => [name, words.fields[name] ?? words.other]))
  const errors: Record<string, string> = {
    ...refused,
    ...faultOf('letterTo', faultOfLetterTo(rest.letterTo, destination, words)),
    ...faultOf('pausedUntil', refused.pausedUntil ?? (isOver(rest.pausedUntil, today) ? words.pauseOver : undefined)),
    ...coffee.errors,
    ...faultOf('shared', answer ? undefined : words.shared),
    ...faultOf('timeZone', zone ? undefined : words.zone),
    ...faultOf('ownAddresses', faultOfAddresses(addresses, words)),
  }
  return parsed.success && !Object.keys(errors).length
    ? { ok: true, settings: parsed.data, timeZone: timeZone === zoneShown ? undefined : zone, addresses }
    : { ok: false, errors }
}

const faultOf = (field: string, sentence: string | undefined) => (sentence === undefined ? {} : { [field]: sentence })

function faultOfLetterTo(letterTo: string, { choices, unproven }: Destination, words: Words): string | undefined {
  const among = (addresses: Destination['choices']) =>
    addresses.some(({ address }) => normalise(address) === normalise(letterTo))
  if (!letterTo || among(choices)) return undefined
  return among(unproven) ? words.unconfirmed : words.notAmong
}

const isOver = (until: string, today: string) => until !== '' && until <= today

const mostOwnAddresses = 50

function faultOfAddresses(addresses: readonly string[], words: Words): string | undefined {
  const wrong = addresses.find((address) => !z.email().safeParse(address).success)
  if (wrong) return words.noAddress(cut(wrong, 80))
  return addresses.length > mostOwnAddresses ? words.mostAddresses(mostOwnAddresses) : undefined
}
