/** The form of the settings page: one column of plain fields, each with its sentence where it does not fit. */
import * as z from 'zod'
import { clock, wholeDate } from '../../dates.ts'
import { homeLocale, weekOrder } from '../../place.ts'
import { localePattern } from '../../settings.ts'
import { field } from '../frame/form.ts'
import { PostForm } from '../frame/layout.tsx'
import { weekday } from '../frame/words.ts'
import { zonesWith } from '../frame/zone.tsx'
import { CoffeeFields, type CoffeeShown } from './coffee-fields.tsx'
import { coffeeFields } from './coffee-values.ts'
import { Choice, type Errors, Field, Input, Tick } from './controls.tsx'

const text = field.text(5000)

/** The form as it was sent, before anything in it is judged. */
export const valuesSchema = z.object({
  letterDay: text,
  letterHour: text,
  people: text,
  letterTo: text,
  pausedUntil: text,
  subjects: field.tick,
  discreetSubject: field.tick,
  ...coffeeFields,
  meetingLink: text,
  timeZone: text,
  /** The zone that stood in the form when it was opened: only another one is a choice. */
  zoneShown: text,
  /** Empty where it is not known. */
  locale: text,
  letterTongue: text,
  ownAddresses: field.text(20_000),
  /** Who writes from the mailbox: '' for no answer, `alone`, or the owner's own name in a shared one. */
  shared: text,
})
export type Values = Readonly<z.output<typeof valuesSchema>>

interface FormProps {
  readonly values: Values
  readonly errors: Errors
  readonly csrf: string
  /** Own addresses that are known without being declared. */
  readonly found: readonly string[]
  /** Where the letter may go: addresses that are proven to be the owner's. */
  readonly letterTo: { readonly value: string; readonly options: readonly (readonly [string, string])[] }
  /** The two names under which mail goes out, where there are two. */
  readonly sharers: readonly [string, string] | undefined
  readonly coffee: CoffeeShown
  /** Where the time zone comes from. */
  readonly zoneHint: string | undefined
}

export function SettingsForm({ values, errors, csrf, found, letterTo, sharers, coffee, zoneHint }: FormProps) {
  const locale = localePattern.test(values.locale) ? values.locale : null
  const numbered = weekOrder(locale).map((day) => [String(day), weekday(day, { locale })] as const)
  return (
    <PostForm action="/settings" csrf={csrf} class="settings" hidden={{ zoneShown: values.zoneShown, more: '1' }}>
      <fieldset>
        <legend>Your letter</legend>
        <Field name="letterDay" label="Day" errors={errors}>
          <Choice name="letterDay" value={values.letterDay} options={numbered} errors={errors} />
        </Field>
        <Field name="letterHour" label="Hour" errors={errors}>
          <Choice name="letterHour" value={values.letterHour} options={hoursOf(locale)} errors={errors} />
        </Field>
        <Field name="timeZone" label="Time zone" hint={zoneHint} errors={errors}>
          <Choice name="timeZone" value={values.timeZone} options={zonesWith(values.timeZone)} errors={errors} />
        </Field>
        <Field
          name="locale"
          label="Dates and clock"
          hint="Your letters and these pages follow it, and so does the first day of the week here. Notes to others keep the way of their language."
          errors={errors}
        >
          <Choice name="locale" value={locale ?? homeLocale} options={localesWith(locale)} errors={errors} />
        </Field>
        <Field
          name="letterTongue"
          label="It is written in"
          hint="Mails about coffees and accounts follow it. These pages are in English, and a first line to somebody is in the language that the two of you write."
          errors={errors}
        >
          <Choice name="letterTongue" value={values.letterTongue} options={tongueNames} errors={errors} />
        </Field>
        <Field
          name="letterTo"
          label="It goes to"
          hint={
            letterTo.options.length > 1
              ? 'Addresses of the accounts you connected or sign in with that are known to be yours.'
              : 'Connect a second account, and you can choose its address here.'
          }
          errors={errors}
        >
          <Choice name="letterTo" value={letterTo.value} options={letterTo.options} errors={errors} />
        </Field>
        <Field name="people" label="People in a letter, at most" errors={errors}>
          <Choice name="people" value={values.people} options={amounts} errors={errors} />
        </Field>
        <Field name="pausedUntil" label="Take a break until" hint="Leave it empty for no break." errors={errors}>
          <Input name="pausedUntil" type="date" value={values.pausedUntil} errors={errors} />
        </Field>
        <Tick
          name="discreetSubject"
          checked={values.discreetSubject}
          label="No names in the letter’s subject line"
          hint="Names show on lock screens."
        />
      </fieldset>
      <fieldset>
        <legend>What is read</legend>
        <Tick
          name="subjects"
          checked={values.subjects}
          label="Subject lines and meeting titles"
          hint="They make half the reasons. Switched off, those stored so far are removed at once and no more are read; switched on again, they count from then on."
        />
      </fieldset>
      {sharers ? (
        <fieldset>
          <legend>Your mailbox</legend>
          <Field
            name="shared"
            label={`Mail goes out as ${sharers.join(' and as ')}. Who writes it?`}
            hint="In a shared mailbox only what goes out under your own name counts as yours."
            errors={errors}
          >
            <Choice
              name="shared"
              value={values.shared}
              options={[...(values.shared ? [] : [['', 'Not said yet'] as const]), ...sharedOptions(sharers)]}
              errors={errors}
            />
          </Field>
        </fieldset>
      ) : null}
      <CoffeeFields {...{ values, errors, numbered, coffee }} />
      <fieldset>
        <legend>Your own addresses</legend>
        <Field
          name="ownAddresses"
          label="Other addresses of yours, one a line"
          hint="So that you are never suggested to yourself."
          errors={errors}
        >
          <textarea
            id="ownAddresses"
            name="ownAddresses"
            rows={4}
            spellcheck={false}
            aria-invalid={errors.ownAddresses ? 'true' : undefined}
            aria-describedby={errors.ownAddresses ? 'ownAddresses-error' : undefined}
          >
            {values.ownAddresses}
          </textarea>
        </Field>
        {found.length ? (
          <p class="meta">Known already, from your accounts and your sent mail: {found.join(', ')}</p>
        ) : null}
      </fieldset>
      <button type="submit">Save</button>
    </PostForm>
  )
}

/** The three answers, by what the form sends for each. */
export const sharedOptions = (sharers: readonly [string, string]): readonly (readonly [string, string])[] => [
  ['alone', 'Only I write from it'],
  ...sharers.map((name) => [name, `We share it, I am ${name}`] as const),
]

/** Each by its own name. */
const tongueNames = [
  ['en', 'English'],
  ['de', 'Deutsch'],
] as const

const hoursOf = (locale: string | null) =>
  Array.from({ length: 24 }, (_, hour) => [String(hour), clock({ hour }, { locale })] as const)
const amounts = ['one', 'two', 'three', 'four', 'five'].map((words, index) => [String(index + 1), words] as const)

/** A few countries that differ, and the one in use, each with an afternoon as it is written there. */
function localesWith(current: string | null): (readonly [string, string])[] {
  const known = new Set([...offered, ...(current ? [current] : [])])
  return [...known].map((tag) => {
    const example = `${wholeDate(afternoon, { locale: tag })}, ${clock(afternoon, { locale: tag })}`
    return [tag, `${example} (${countries.of(tag.slice(3)) ?? tag})`] as const
  })
}

const offered = [homeLocale, 'en-US', 'en-AU', 'en-DE']
const afternoon = { day: 23, month: 11, year: 2026, hour: 14, minute: 30 }
const countries = new Intl.DisplayNames(homeLocale, { type: 'region' })
