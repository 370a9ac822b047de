/** What kinds of accounts are called in the tongue of whoever reads; providers' own names stay as they are. */
import type { Tongue } from '../place.ts'

const german: ReadonlyMap<string, string> = new Map([
  ['sample account', 'Beispielkonto'],
  ['sample work account', 'Beispielkonto für die Arbeit'],
  ['Mailbox by password', 'Postfach mit Passwort'],
  ['Calendar by password', 'Kalender mit Passwort'],
])

/** @param label as a provider or its traits have it */
export const labelIn = (label: string, tongue: Tongue): string =>
  tongue === 'de' ? (german.get(label) ?? label) : label
