/** How those that hand out address books as tables name their columns. Pure data, and what knows a table by it. */

/** What of a person a column holds. */
export type Role = 'whole' | 'title' | 'first' | 'middle' | 'last' | 'address' | 'birthday' | 'firm'

/** The columns of a table that are read: by place, what each holds. */
export type Columns = ReadonlyMap<number, Role>

export interface Form {
  /** Such a day begins with its month ("2/29/1980") in some countries, and in others with the day. */
  readonly unsureDays: boolean
  /** What the columns of this header hold; undefined where it is a table of another kind. */
  columnsOf(header: readonly string[]): Columns | undefined
}

/** Words are in lower case; a column that is not named is not looked at: no note, no number, no street, no picture. */
interface Words {
  readonly roles: Readonly<Record<string, Role>>
  /** Every column with an address. */
  readonly address: RegExp
  /** Without such a column it is another table. */
  readonly telling: RegExp
  readonly unsureDays: boolean
}

const english: Readonly<Record<string, Role>> = {
  'first name': 'first',
  'middle name': 'middle',
  'last name': 'last',
  birthday: 'birthday',
}

const words: readonly Words[] = [
  // Google's, as it was until 2024 and as it is since: always in English.
  {
    roles: {
      ...english,
      name: 'whole',
      'given name': 'first',
      'additional name': 'middle',
      'family name': 'last',
      'name prefix': 'title',
      'organization 1 - name': 'firm',
      'organization name': 'firm',
    },
    address: /^e-mail \d{1,3} - value$/,
    telling: /^e-mail 1 - value$/,
    unsureDays: false,
  },
  // Outlook's, and what Google hands out for Outlook.
  {
    roles: { ...english, title: 'title', company: 'firm' },
    address: /^e-mail (?:\d )?address$/,
    telling: /^e-mail 2 address$/,
    unsureDays: true,
  },
  {
    roles: {
      anrede: 'title',
      vorname: 'first',
      'weitere vornamen': 'middle',
      'zweiter vorname': 'middle',
      nachname: 'last',
      firma: 'firm',
      geburtstag: 'birthday',
    },
    address: /^e-mail(?: \d:? ?|-)-?adresse$/,
    telling: /^e-mail 2:? ?-?adresse$/,
    unsureDays: false,
  },
  {
    roles: {
      prénom: 'first',
      'deuxième prénom': 'middle',
      nom: 'last',
      société: 'firm',
      anniversaire: 'birthday',
    },
    address: /^adresse de messagerie(?: \d)?$/,
    telling: /^adresse de messagerie 2$/,
    unsureDays: false,
  },
  {
    roles: {
      voornaam: 'first',
      'middelste naam': 'middle',
      achternaam: 'last',
      bedrijf: 'firm',
      verjaardag: 'birthday',
    },
    address: /^e-mailadres(?: \d)?$/,
    telling: /^e-mailadres 2$/,
    unsureDays: false,
  },
  {
    roles: {
      nombre: 'first',
      'segundo nombre': 'middle',
      apellidos: 'last',
      compañía: 'firm',
      organización: 'firm',
      cumpleaños: 'birthday',
    },
    address: /^dirección (?:de|del) correo electrónico(?: \d)?$/,
    telling: /^dirección (?:de|del) correo electrónico 2$/,
    unsureDays: false,
  },
  {
    roles: {
      nome: 'first',
      'secondo nome': 'middle',
      cognome: 'last',
      società: 'firm',
      compleanno: 'birthday',
    },
    address: /^indirizzo (?:di )?posta elettronica(?: \d)?$/,
    telling: /^indirizzo (?:di )?posta elettronica 2$/,
    unsureDays: false,
  },
]

const byWords = ({ roles, address, telling, unsureDays }: Words): Form => ({
  unsureDays,
  columnsOf(header) {
    if (!header.some((name) => telling.test(name))) return undefined
    return new Map(
      header.flatMap((name, at): [number, Role][] => {
        const role = address.test(name) ? 'address' : Object.hasOwn(roles, name) ? roles[name] : undefined
        return role ? [[at, role]] : []
      }),
    )
  },
})

/**
 * LinkedIn's Connections.csv: its header is in the language of whoever asked for it, and the order is the same in all of them.
 * Most addresses are empty: who is on LinkedIn decides whether others may take theirs along.
 */
const linkedIn: Form = {
  unsureDays: false,
  columnsOf(header) {
    const isHere = header[2] === 'url' && header.length >= 6 && header.length <= 8
    const wasHere = header[0] === 'first name' && header[2] === 'email address' && header.includes('connected on')
    if (!isHere && !wasHere) return undefined
    const address = isHere ? 3 : 2
    return new Map<number, Role>([
      [0, 'first'],
      [1, 'last'],
      [address, 'address'],
      [address + 1, 'firm'],
    ])
  },
}

export const forms: readonly Form[] = [linkedIn, ...words.map(byWords)]
