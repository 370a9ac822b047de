/** When a coffee fits: days, hours, length and calendars; the rest stands under "More", with defaults that need no thought. */
import { countryCodes, partsOf } from '../../coffee/holidays/holidays.ts'
import { wholeDate } from '../../dates.ts'
import { type Place, type Tongue, tongueOf } from '../../place.ts'
import type { CoffeeValues } from './coffee-values.ts'
import { Choice, type Errors, Field, Input, Problem, Tick } from './controls.tsx'
import { regionName } from './regions.ts'
import type { SettingsWords } from './words/words.ts'

/** With what of the other settings stands among them. */
type Values = CoffeeValues & { readonly meetingLink: string }

type Words = SettingsWords['coffee']

/** What the fields show beside what can be changed in them. */
export interface CoffeeShown {
  /** Names of the calendars that are asked for free times. */
  readonly calendars: readonly string[]
  /** The region whose public holidays count where none is chosen; null where none is known. */
  readonly region: string | null
}

interface CoffeeFieldsProps {
  readonly values: Values
  readonly errors: Errors
  /** Weekdays in the order of the owner's week. */
  readonly numbered: readonly (readonly [string, string])[]
  readonly coffee: CoffeeShown
  readonly words: Words
  /** In which tongue and manner days and regions are written. */
  readonly where: Pick<Place, 'locale'>
}

export function CoffeeFields({ values, errors, numbered, coffee, words, where }: CoffeeFieldsProps) {
  return (
    <fieldset>
      <legend>{words.title}</legend>
      <fieldset class="field">
        <legend>{words.days}</legend>
        <div class="days">
          {numbered.map(([value, name]) => (
            <label class="tick">
              <input type="checkbox" name="workingDays" value={value} checked={values.workingDays.includes(value)} />{' '}
              {name}
            </label>
          ))}
        </div>
        <Problem name="workingDays" errors={errors} />
      </fieldset>
      <Field name="workingFrom" label={words.from} errors={errors}>
        <Input name="workingFrom" type="time" value={values.workingFrom} errors={errors} />
      </Field>
      <Field name="workingTo" label={words.to} errors={errors}>
        <Input name="workingTo" type="time" value={values.workingTo} errors={errors} />
      </Field>
      <Field name="coffeeMinutes" label={words.length} hint={words.lengthHint} errors={errors}>
        <Choice
          name="coffeeMinutes"
          value={values.coffeeMinutes}
          options={lengths(values.coffeeMinutes, words)}
          errors={errors}
        />
      </Field>
      <fieldset class="field">
        <legend>{words.calendars}</legend>
        <p class="tight">
          {coffee.calendars.length ? coffee.calendars.join(', ') : words.noCalendar}{' '}
          <a href="/settings/calendars">{words.chooseCalendars}</a>
        </p>
      </fieldset>
      <More {...{ values, errors, numbered, coffee, words, where }} />
    </fieldset>
  )
}

const moreNames = ['ownHours', 'lunchFrom', 'lunchTo', 'daysOff', 'noticeDays', 'bufferMinutes', 'travelMinutes']
const isInMore = (name: string) => [...moreNames, 'coffeesAWeek', 'holidays', 'meetingLink'].includes(name)

function More({ values, errors, numbered, coffee, words, where }: CoffeeFieldsProps) {
  const number = (
    name: 'noticeDays' | 'bufferMinutes' | 'travelMinutes' | 'coffeesAWeek',
    label: string,
    hint?: string,
  ) => (
    <Field name={name} label={label} hint={hint} errors={errors}>
      <Input name={name} type="number" value={values[name]} errors={errors} />
    </Field>
  )
  return (
    <details class="more wide" open={Object.keys(errors).some(isInMore)}>
      <summary>{words.more}</summary>
      <DaysOff {...{ values, errors, words, where }} />
      <Field name="holidays" label={words.holidays} hint={words.holidaysHint} errors={errors}>
        <Choice
          name="holidays"
          value={values.holidays}
          options={regions(coffee.region, values.holidays, { words, tongue: tongueOf(where) })}
          errors={errors}
        />
      </Field>
      <fieldset class="field">
        <legend>{words.lunch}</legend>
        <div class="span">
          <Input name="lunchFrom" type="time" label={words.lunchBegins} value={values.lunchFrom} errors={errors} />
          <span aria-hidden="true">{words.until}</span>
          <Input name="lunchTo" type="time" label={words.lunchEnds} value={values.lunchTo} errors={errors} />
        </div>
        <Problem name="lunchFrom" errors={errors} />
        <Problem name="lunchTo" errors={errors} />
      </fieldset>
      <fieldset class="field">
        <legend>{words.ownHours}</legend>
        {numbered.map(([day, name]) => (
          <div class="span">
            <span class="of">{name}</span>
            <Input
              name={`from${day}`}
              type="time"
              label={words.dayFrom(name)}
              value={timeOn(values, `from${day}`)}
              errors={errors}
            />
            <span aria-hidden="true">{words.until}</span>
            <Input
              name={`to${day}`}
              type="time"
              label={words.dayTo(name)}
              value={timeOn(values, `to${day}`)}
              errors={errors}
            />
          </div>
        ))}
        <Problem name="ownHours" errors={errors} />
        <p class="meta tight">{words.leftEmpty}</p>
      </fieldset>
      {number('noticeDays', words.notice, words.noticeHint)}
      {number('coffeesAWeek', words.aWeek)}
      {number('bufferMinutes', words.buffer)}
      {number('travelMinutes', words.travel, words.travelHint)}
      <Tick name="tentativeBusy" checked={values.tentativeBusy} label={words.tentative} hint={words.tentativeHint} />
      <Tick name="awayBusy" checked={values.awayBusy} label={words.away} hint={words.awayHint} />
      <Field name="meetingLink" label={words.link} hint={words.linkHint} errors={errors}>
        <Input name="meetingLink" type="text" value={values.meetingLink} errors={errors} />
      </Field>
    </details>
  )
}

const timeOn = (values: Values, name: string): string => {
  const value = (values as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : ''
}

function DaysOff({ values, errors, words, where }: Pick<CoffeeFieldsProps, 'values' | 'errors' | 'words' | 'where'>) {
  return (
    <fieldset class="field">
      <legend>{words.daysOff}</legend>
      {values.daysOff.map((stretch) => (
        <label class="tick">
          <input type="checkbox" name="daysOff" value={stretch} checked /> {stretchWords(stretch, words, where)}
        </label>
      ))}
      <div class="span">
        <Input name="offFrom" type="date" label={words.offFrom} value={values.offFrom} errors={errors} />
        <span aria-hidden="true">{words.until}</span>
        <Input name="offTo" type="date" label={words.offTo} value={values.offTo} errors={errors} />
      </div>
      <Problem name="daysOff" errors={errors} />
      <p class="meta tight">{words.daysOffHint(values.daysOff.length > 0)}</p>
    </fieldset>
  )
}

function stretchWords(stretch: string, words: Words, where: CoffeeFieldsProps['where']): string {
  const [from = '', to = ''] = stretch.split('/', 2).map((date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    return month >= 1 && month <= 12 ? wholeDate({ year, month, day }, where) : ''
  })
  return from === to || !to ? from : words.stretch(from, to)
}

function lengths(current: string, words: Words): (readonly [string, string])[] {
  const known = new Set(['15', '20', '25', '30', '40', '45', '60', '75', '90', current])
  return [...known]
    .filter((minutes) => /^\d{1,2}$/.test(minutes))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((minutes) => [minutes, words.minutes(minutes)] as const)
}

/** The parts of the owner's country first, then every country. */
function regions(
  own: string | null,
  chosen: string,
  { words, tongue }: { readonly words: Words; readonly tongue: Tongue },
): (readonly [string, string])[] {
  const home = (/^[A-Z]{2}/.test(chosen) ? chosen : (own ?? '')).slice(0, 2)
  const parts = partsOf(home).map(([part]) => [`${home}-${part}`, regionName(`${home}-${part}`, tongue)] as const)
  const countries = countryCodes()
    .map((code) => [code, regionName(code, tongue)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, tongue))
  return [
    ['', own ? words.asItSeems(regionName(own, tongue)) : words.regionUnknown],
    ['none', words.noRegion],
    ...parts,
    ...countries,
  ]
}
