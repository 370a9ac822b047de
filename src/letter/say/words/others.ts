/** Languages that are recognised and have no sentences yet: a greeting, the bare fact and one gap; the rest is the owner's own. */
import { monthNames } from '../../../dates.ts'

export interface Bare {
  greet(name: string): string
  quote(title: string): string
  month(month: number, year: number | undefined): string
  /** With its bracket. */
  readonly gap: string
}

const named = (locale: string) => {
  const months = monthNames(locale)
  return (month: number, year: number | undefined) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`
}

export const bareWords: ReadonlyMap<string, Bare> = new Map([
  [
    'fr',
    {
      greet: (name: string) => (name ? `Bonjour ${name},` : 'Bonjour,'),
      quote: (title: string) => `« ${title} »`,
      month: named('fr-FR'),
      gap: '[la suite, en une ou deux phrases]',
    },
  ],
  [
    'es',
    {
      greet: (name: string) => (name ? `Hola, ${name}:` : 'Hola:'),
      quote: (title: string) => `«${title}»`,
      month: named('es-ES'),
      gap: '[lo que sigue, en una o dos frases]',
    },
  ],
  [
    'nl',
    {
      greet: (name: string) => (name ? `Hallo ${name},` : 'Hallo,'),
      quote: (title: string) => `‘${title}’`,
      month: named('nl-NL'),
      gap: '[het vervolg, in een of twee zinnen]',
    },
  ],
])
