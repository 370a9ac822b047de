/** Languages that are recognised and have no sentences yet: a greeting, the bare fact and one gap; the rest is the owner's own. */
export interface Bare {
  greet(name: string): string
  quote(title: string): string
  month(month: number, year: number | undefined): string
  /** With its bracket. */
  readonly gap: string
}

const named = (names: string) => {
  const months = names.split(' ')
  return (month: number, year: number | undefined) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`
}

export const bareWords: ReadonlyMap<string, Bare> = new Map([
  [
    'fr',
    {
      greet: (name: string) => `Bonjour ${name},`,
      quote: (title: string) => `« ${title} »`,
      month: named('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
      gap: '[la suite, en une ou deux phrases]',
    },
  ],
  [
    'es',
    {
      greet: (name: string) => `Hola, ${name}:`,
      quote: (title: string) => `«${title}»`,
      month: named('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
      gap: '[lo que sigue, en una o dos frases]',
    },
  ],
  [
    'nl',
    {
      greet: (name: string) => `Hallo ${name},`,
      quote: (title: string) => `‘${title}’`,
      month: named('januari februari maart april mei juni juli augustus september oktober november december'),
      gap: '[het vervolg, in een of twee zinnen]',
    },
  ],
])
