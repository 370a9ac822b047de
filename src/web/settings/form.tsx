/** The form of the settings page: one column of plain fields, each with its sentence where it does not fit. */
import * as z from 'zod'
import { clock } from '../../dates.ts'
import { type Place, placeOfUser, type Tongue, weekOrder } from '../../place.ts'
import { localePattern } from '../../settings.ts'
import { field } from '../frame/form.ts'
import { PostForm } from '../frame/layout.tsx'
import { weekday } from '../frame/words.ts'
import { zonesWith } from '../frame/zone.tsx'
import { CoffeeFields, type CoffeeShown } from './coffee-fields.tsx'
import { coffeeFields } from './coffee-values.ts'
import { Choice, type Errors, Field, Input, Tick } from './controls.tsx'
import { countryName } from './regions.ts'
import { type SettingsWords, settingsWords } from './words/words.ts'

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
  /** Of this page; `values` has the one that was chosen in it. */
  readonly tongue: Tongue
}

export function SettingsForm({ values, errors, csrf, found, letterTo, sharers, coffee, zoneHint, tongue }: FormProps) {
  // Whatever was sent: one that is none is refused with the form, which shows its days all the same.
  const locale = localePattern.test(values.locale) ? values.locale : null
  const where = placeOfUser({ timeZone: 'UTC', settings: { locale, letterTongue: tongue } })
  const numbered = weekOrder(where.locale).map((day) => [String(day), weekday(day, where)] as const)
  const { form: words, coffee: coffeeWords } = settingsWords(tongue)
  return (
    <PostForm action="/settings" csrf={csrf} class="settings" hidden={{ zoneShown: values.zoneShown, more: '1' }}>
      <fieldset>
        <legend>{words.letter}</legend>
        <Field name="letterDay" label={words.day} errors={errors}>
          <Choice name="letterDay" value={values.letterDay} options={numbered} errors={errors} />
        </Field>
        <Field name="letterHour" label={words.hour} errors={errors}>
          <Choice name="letterHour" value={values.letterHour} options={hoursOf(where)} errors={errors} />
        </Field>
        <Field name="timeZone" label={words.zone} hint={zoneHint} errors={errors}>
          <Choice name="timeZone" value={values.timeZone} options={zonesWith(values.timeZone)} errors={errors} />
        </Field>
        <Field name="locale" label={words.locale} hint={words.localeHint} errors={errors}>
          <Choice
            name="locale"
            value={locale ?? words.offered[0] ?? ''}
            options={localesWith(locale, { words, tongue })}
            errors={errors}
          />
        </Field>
        <Field name="letterTongue" label={words.tongue} hint={words.tongueHint} errors={errors}>
          <Choice name="letterTongue" value={values.letterTongue} options={tongueNames} errors={errors} />
        </Field>
        <Field
          name="letterTo"
          label={words.letterTo}
          hint={letterTo.options.length > 1 ? words.letterToSeveral : words.letterToOne}
          errors={errors}
        >
          <Choice name="letterTo" value={letterTo.value} options={letterTo.options} errors={errors} />
        </Field>
        <Field name="people" label={words.people} errors={errors}>
          <Choice name="people" value={values.people} options={amountsIn(words)} errors={errors} />
        </Field>
        <Field name="pausedUntil" label={words.pause} hint={words.pauseHint} errors={errors}>
          <Input name="pausedUntil" type="date" value={values.pausedUntil} errors={errors} />
        </Field>
        <Tick
          name="discreetSubject"
          checked={values.discreetSubject}
          label={words.discreet}
          hint={words.discreetHint}
        />
      </fieldset>
      <fieldset>
        <legend>{words.read}</legend>
        <Tick name="subjects" checked={values.subjects} label={words.subjects} hint={words.subjectsHint} />
      </fieldset>
      {sharers ? (
        <fieldset>
          <legend>{words.mailbox}</legend>
          <Field name="shared" label={words.shared(sharers)} hint={words.sharedHint} errors={errors}>
            <Choice
              name="shared"
              value={values.shared}
              options={[...(values.shared ? [] : [['', words.notSaid] as const]), ...sharedOptions(sharers, tongue)]}
              errors={errors}
            />
          </Field>
        </fieldset>
      ) : null}
      <CoffeeFields {...{ values, errors, numbered, coffee, where }} words={coffeeWords} />
      <fieldset>
        <legend>{words.own}</legend>
        <Field name="ownAddresses" label={words.others} hint={words.othersHint} errors={errors}>
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
        {found.length ? <p class="meta">{words.known(found)}</p> : null}
      </fieldset>
      <button type="submit">{words.save}</button>
    </PostForm>
  )
}

/** The three answers, by what the form sends for each. */
export function sharedOptions(
  sharers: readonly [string, string],
  tongue: Tongue,
): readonly (readonly [string, string])[] {
  const { alone, weShare } = settingsWords(tongue).form
  return [['alone', alone], ...sharers.map((name) => [name, weShare(name)] as const)]
}

/** Each by its own name. */
const tongueNames = [
  ['en', 'English'],
  ['de', 'Deutsch'],
] as const

type Words = SettingsWords['form']

const hoursOf = (where: Pick<Place, 'locale'>) =>
  Array.from({ length: 24 }, (_, hour) => [String(hour), clock({ hour }, where)] as const)
const amountsIn = ({ amounts }: Words) => amounts.map((words, index) => [String(index + 1), words] as const)

/** A few countries that differ, and the one in use, each with an example of how it is written there. */
function localesWith(
  current: string | null,
  { words, tongue }: { readonly words: Words; readonly tongue: Tongue },
): (readonly [string, string])[] {
  const known = new Set([...words.offered, ...(current ? [current] : [])])
  return [...known].map((tag) => [tag, words.localeOption(countryName(tag.slice(3), tongue), tag)] as const)
}
