/** When a coffee fits: days, hours, length and calendars; the rest stands under "More", with defaults that need no thought. */
import { countryCodes, partsOf } from '../../coffee/holidays/holidays.ts'
import { wholeDate } from '../../dates.ts'
import { localePattern } from '../../settings.ts'
import type { CoffeeValues } from './coffee-values.ts'
import { Choice, type Errors, Field, Input, Problem, Tick } from './controls.tsx'
import { regionName } from './regions.ts'

/** With what of the other settings stands among them, or says how days are written. */
type Values = CoffeeValues & { readonly meetingLink: string; readonly locale: string }

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
}

export function CoffeeFields({ values, errors, numbered, coffee }: CoffeeFieldsProps) {
  return (
    <fieldset>
      <legend>When a coffee fits</legend>
      <fieldset class="field">
        <legend>Days</legend>
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
      <Field name="workingFrom" label="From" errors={errors}>
        <Input name="workingFrom" type="time" value={values.workingFrom} errors={errors} />
      </Field>
      <Field name="workingTo" label="To" errors={errors}>
        <Input name="workingTo" type="time" value={values.workingTo} errors={errors} />
      </Field>
      <Field
        name="coffeeMinutes"
        label="Length"
        hint="The note, the page of your guest and the calendar all say it."
        errors={errors}
      >
        <Choice
          name="coffeeMinutes"
          value={values.coffeeMinutes}
          options={lengths(values.coffeeMinutes)}
          errors={errors}
        />
      </Field>
      <fieldset class="field">
        <legend>Calendars</legend>
        <p class="tight">
          {coffee.calendars.length ? coffee.calendars.join(', ') : 'None is asked for free times.'}{' '}
          <a href="/settings/calendars">Choose calendars</a>
        </p>
      </fieldset>
      <More {...{ values, errors, numbered, coffee }} />
    </fieldset>
  )
}

const moreNames = ['ownHours', 'lunchFrom', 'lunchTo', 'daysOff', 'noticeDays', 'bufferMinutes', 'travelMinutes']
const isInMore = (name: string) => [...moreNames, 'coffeesAWeek', 'holidays', 'meetingLink'].includes(name)

function More({ values, errors, numbered, coffee }: CoffeeFieldsProps) {
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
      <summary>More: days off, holidays, a gap for lunch, other hours on some days</summary>
      <DaysOff {...{ values, errors }} />
      <Field
        name="holidays"
        label="Public holidays of"
        hint="No coffee is offered on them, nor on those of the country where your guest likely lives."
        errors={errors}
      >
        <Choice
          name="holidays"
          value={values.holidays}
          options={regions(coffee.region, values.holidays)}
          errors={errors}
        />
      </Field>
      <fieldset class="field">
        <legend>A gap for lunch</legend>
        <div class="span">
          <Input name="lunchFrom" type="time" label="The gap begins" value={values.lunchFrom} errors={errors} />
          <span aria-hidden="true">to</span>
          <Input name="lunchTo" type="time" label="The gap ends" value={values.lunchTo} errors={errors} />
        </div>
        <Problem name="lunchFrom" errors={errors} />
        <Problem name="lunchTo" errors={errors} />
      </fieldset>
      <fieldset class="field">
        <legend>Other hours on some days</legend>
        {numbered.map(([day, name]) => (
          <div class="span">
            <span class="of">{name}</span>
            <Input
              name={`from${day}`}
              type="time"
              label={`${name}, from`}
              value={timeOn(values, `from${day}`)}
              errors={errors}
            />
            <span aria-hidden="true">to</span>
            <Input
              name={`to${day}`}
              type="time"
              label={`${name}, to`}
              value={timeOn(values, `to${day}`)}
              errors={errors}
            />
          </div>
        ))}
        <Problem name="ownHours" errors={errors} />
        <p class="meta tight">Left empty, the hours above hold.</p>
      </fieldset>
      {number('noticeDays', 'Whole days of notice', 'Between today and the first day that is offered.')}
      {number('coffeesAWeek', 'Coffees in a week, at most')}
      {number('bufferMinutes', 'Minutes kept free before and after')}
      {number('travelMinutes', 'Minutes to get there, for a coffee in person', 'Kept free as well, on either side.')}
      <Tick
        name="tentativeBusy"
        checked={values.tentativeBusy}
        label="What is tentative takes its time"
        hint="An invitation you have not answered always does."
      />
      <Tick
        name="awayBusy"
        checked={values.awayBusy}
        label="Being out of office takes its time"
        hint="Switch it off if you are glad to meet on days away from work."
      />
      <Field
        name="meetingLink"
        label="Your own video link"
        hint="Used for coffees by video. Leave it empty if your calendar makes one."
        errors={errors}
      >
        <Input name="meetingLink" type="text" value={values.meetingLink} errors={errors} />
      </Field>
    </details>
  )
}

const timeOn = (values: Values, name: string): string => {
  const value = (values as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : ''
}

function DaysOff({ values, errors }: Pick<CoffeeFieldsProps, 'values' | 'errors'>) {
  return (
    <fieldset class="field">
      <legend>Days off</legend>
      {values.daysOff.map((stretch) => (
        <label class="tick">
          <input type="checkbox" name="daysOff" value={stretch} checked /> {stretchWords(stretch, values.locale)}
        </label>
      ))}
      <div class="span">
        <Input name="offFrom" type="date" label="First day off" value={values.offFrom} errors={errors} />
        <span aria-hidden="true">to</span>
        <Input name="offTo" type="date" label="Last day off" value={values.offTo} errors={errors} />
      </div>
      <Problem name="daysOff" errors={errors} />
      <p class="meta tight">
        No coffee is offered on them. One day needs the first field only; save to add another stretch
        {values.daysOff.length ? ', and take a tick away to have those days back' : ''}.
      </p>
    </fieldset>
  )
}

function stretchWords(stretch: string, locale: string): string {
  // Whatever was sent: a locale that is none is refused with the form, which shows these days all the same.
  const where = { locale: localePattern.test(locale) ? locale : null }
  const [from = '', to = ''] = stretch.split('/', 2).map((date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    return month >= 1 && month <= 12 ? wholeDate({ year, month, day }, where) : ''
  })
  return from === to || !to ? from : `${from} to ${to}`
}

function lengths(current: string): (readonly [string, string])[] {
  const known = new Set(['15', '20', '25', '30', '40', '45', '60', '75', '90', current])
  return [...known]
    .filter((minutes) => /^\d{1,2}$/.test(minutes))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((minutes) => [minutes, `${minutes} minutes`] as const)
}

/** The parts of the owner's country first, then every country. */
function regions(own: string | null, chosen: string): (readonly [string, string])[] {
  const home = (/^[A-Z]{2}/.test(chosen) ? chosen : (own ?? '')).slice(0, 2)
  const parts = partsOf(home).map(([part]) => [`${home}-${part}`, regionName(`${home}-${part}`)] as const)
  const countries = countryCodes()
    .map((code) => [code, regionName(code)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, 'en'))
  return [['', own ? `${regionName(own)}, as it seems` : 'Not known: none'], ['none', 'None'], ...parts, ...countries]
}
