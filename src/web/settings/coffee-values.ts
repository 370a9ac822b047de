/** The owner's word on coffees as the form of the settings holds it: filled in, read back, and checked. */
import * as z from 'zod'
import { isRegion } from '../../coffee/holidays/holidays.ts'
import type { Settings } from '../../settings.ts'
import { field } from '../frame/form.ts'
import type { Errors } from './controls.tsx'
import type { SettingsWords } from './words/words.ts'

const text = field.text(100)
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The fields, as they are sent. A form without `more` is one of before: what it does not carry stays. */
export const coffeeFields = {
  workingDays: field.several,
  workingFrom: text,
  workingTo: text,
  more: text,
  ...{ from1: text, from2: text, from3: text, from4: text, from5: text, from6: text, from7: text },
  ...{ to1: text, to2: text, to3: text, to4: text, to5: text, to6: text, to7: text },
  lunchFrom: text,
  lunchTo: text,
  /** Stretches that stay, "2026-12-24/2026-12-31". */
  daysOff: field.several,
  offFrom: text,
  offTo: text,
  coffeeMinutes: text,
  noticeDays: text,
  bufferMinutes: text,
  travelMinutes: text,
  coffeesAWeek: text,
  holidays: text,
  tentativeBusy: field.tick,
  awayBusy: field.tick,
} as const

const coffeeSchema = z.object(coffeeFields)
/** The fields as they were sent, before anything in them is judged. */
export type CoffeeValues = z.output<typeof coffeeSchema>

/** The saved word as the form shows it; days off that are over are shown no more. */
export function coffeeValuesOf(settings: Settings, today: string): CoffeeValues {
  const own = new Map(settings.ownHours.map((one) => [one.day, one]))
  const on = (day: number) => own.get(day) ?? { from: '', to: '' }
  return {
    ...{ from1: on(1).from, from2: on(2).from, from3: on(3).from, from4: on(4).from },
    ...{ from5: on(5).from, from6: on(6).from, from7: on(7).from },
    ...{ to1: on(1).to, to2: on(2).to, to3: on(3).to, to4: on(4).to },
    ...{ to5: on(5).to, to6: on(6).to, to7: on(7).to },
    workingDays: settings.workingDays.map(String),
    workingFrom: settings.workingFrom,
    workingTo: settings.workingTo,
    more: '1',
    lunchFrom: settings.lunchFrom,
    lunchTo: settings.lunchTo,
    daysOff: settings.daysOff.filter(({ to }) => to >= today).map(({ from, to }) => `${from}/${to}`),
    offFrom: '',
    offTo: '',
    coffeeMinutes: String(settings.coffeeMinutes),
    noticeDays: String(settings.noticeDays),
    bufferMinutes: String(settings.bufferMinutes),
    travelMinutes: String(settings.travelMinutes),
    coffeesAWeek: String(settings.coffeesAWeek),
    holidays: settings.holidays,
    tentativeBusy: settings.tentativeBusy,
    awayBusy: settings.awayBusy,
  }
}

interface Circumstances {
  /** Of the owner's zone. */
  readonly today: string
  readonly before: Settings
  readonly words: SettingsWords['errors']
}

/** The form's fields as settings, not yet parsed, with what only all of them together show to be wrong. */
export function checkCoffee(values: CoffeeValues, { today, before, words }: Circumstances) {
  const { lunchFrom, lunchTo, workingFrom, workingTo, offFrom, offTo, holidays } = values
  const given = values.more !== ''
  const numbers = ['coffeeMinutes', 'noticeDays', 'bufferMinutes', 'travelMinutes', 'coffeesAWeek'] as const
  const hours = weekdays.map((day) => ({ day, from: values[`from${day}`], to: values[`to${day}`] }))
  const own = hours.filter(({ from, to }) => from || to)
  const added = offFrom || offTo ? [{ from: offFrom || offTo, to: offTo || offFrom }] : []
  const off = [...values.daysOff.map(toStretch), ...added].filter(({ to }) => !(isDate(to) && to < today))
  const settings = {
    ...Object.fromEntries(numbers.map((name) => [name, values[name] || before[name]])),
    ...(given
      ? {
          ...{ lunchFrom, lunchTo, holidays, ownHours: own },
          daysOff: off.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
          tentativeBusy: values.tentativeBusy,
          awayBusy: values.awayBusy,
        }
      : keptOf(before)),
  }
  const errors: Errors = {
    ...faultIf('workingTo', isTime(workingFrom) && isTime(workingTo) && workingTo <= workingFrom, words.dayEnds),
    ...faultIf('lunchTo', Boolean(lunchFrom) !== Boolean(lunchTo), words.bothEnds),
    ...faultIf('lunchTo', isTime(lunchFrom) && isTime(lunchTo) && lunchTo <= lunchFrom, words.gapEnds),
    ...faultIf(
      'ownHours',
      own.some(({ from, to }) => isTime(from) && isTime(to) && to <= from),
      words.dayEnds,
    ),
    ...faultIf(
      'daysOff',
      added.some(({ from, to }) => to < from),
      words.offEnds,
    ),
    ...faultIf('holidays', holidays !== '' && holidays !== 'none' && !isRegion(holidays), words.fields.holidays ?? ''),
  }
  return { settings, errors }
}

const keptOf = ({ lunchFrom, lunchTo, holidays, ownHours, daysOff, tentativeBusy, awayBusy }: Settings) => ({
  ...{ lunchFrom, lunchTo, holidays, ownHours, daysOff, tentativeBusy, awayBusy },
})

const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)
const isTime = (text: string) => /^\d\d:\d\d$/.test(text)
const toStretch = (text: string) => {
  const [from = '', to = ''] = text.split('/', 2)
  return { from, to }
}
const faultIf = (name: string, wrong: boolean, sentence: string): Errors => (wrong ? { [name]: sentence } : {})
