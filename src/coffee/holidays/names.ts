/** What public holidays are called in a tongue. The table has their English names, or their own where it has no English one. */
import type { Tongue } from '../../place.ts'
import type { Region } from './holidays.ts'

interface Holiday {
  /** As the table has it. */
  readonly name: string
  /** Whose holiday it is. */
  readonly region?: Region | null | undefined
}

/** "Christmas Day", "1. Weihnachtstag"; as the table has it where the tongue has no name for it here. */
export function holidayName({ name, region }: Holiday, tongue: Tongue): string {
  if (tongue === 'en') return name
  if (name === 'National Holiday' && region?.startsWith('DE')) return 'Tag der Deutschen Einheit'
  return german[name] ?? name
}

/** Those of the countries where German is spoken, and those that many countries have. */
const german: Readonly<Record<string, string>> = {
  'New Year’s Day': 'Neujahr',
  'January 2nd': '2. Januar',
  '2 Janvier': '2. Januar',
  Epiphany: 'Heilige Drei Könige',
  'Orthodox Christmas': 'Orthodoxe Weihnachten',
  'Chinese New Year': 'Chinesisches Neujahr',
  'Shrove Monday': 'Rosenmontag',
  'Carnival Monday': 'Rosenmontag',
  'Shrove Tuesday': 'Fastnachtsdienstag',
  'International Women’s Day': 'Internationaler Frauentag',
  'Saint Joseph': 'Josefstag',
  'Maundy Thursday': 'Gründonnerstag',
  'Good Friday': 'Karfreitag',
  'Easter Saturday': 'Karsamstag',
  'Easter Sunday': 'Ostersonntag',
  'Easter Monday': 'Ostermontag',
  'Orthodox Easter': 'Orthodoxe Ostern',
  'Labour Day': 'Tag der Arbeit',
  'May Day': 'Maifeiertag',
  'Europe Day': 'Europatag',
  'Mother’s Day': 'Muttertag',
  'Ascension Day': 'Christi Himmelfahrt',
  Pentecost: 'Pfingstsonntag',
  'Whit Monday': 'Pfingstmontag',
  'Corpus Christi': 'Fronleichnam',
  'Saints Peter and Paul': 'Peter und Paul',
  Assumption: 'Mariä Himmelfahrt',
  'Bastille Day': 'Französischer Nationalfeiertag',
  'International Children’s Day': 'Weltkindertag',
  'Children’s Day': 'Kindertag',
  'Federal Day of Thanksgiving Repentance and Prayer': 'Eidgenössischer Dank-, Buss- und Bettag',
  'Monday after Federal Day of Thanksgiving Repentance and Prayer': 'Bettagsmontag',
  'Saint Nicholas of Flüe': 'Bruderklausenfest',
  'Jeûne Genevois': 'Genfer Bettag',
  'Jura Plebiscite': 'Fest der Unabhängigkeit',
  'Restoration of the Republic': 'Wiederherstellung der Republik',
  'Instauration de la République': 'Jahrestag der Ausrufung der Republik',
  'Fête nationale': 'Bundesfeiertag',
  'Giorno festivo federale': 'Bundesfeiertag',
  'National Holiday': 'Nationalfeiertag',
  'National Day': 'Nationalfeiertag',
  'Republic Day': 'Tag der Republik',
  'Independence Day': 'Unabhängigkeitstag',
  'Constitution Day': 'Tag der Verfassung',
  'Liberation Day': 'Tag der Befreiung',
  'Victory Day': 'Tag des Sieges',
  'Armistice Day': 'Waffenstillstand von 1918',
  'Thanksgiving Day': 'Thanksgiving',
  'King’s Birthday': 'Geburtstag des Königs',
  'King’s Day': 'Königstag',
  'Reformation Day': 'Reformationstag',
  'All Saints’ Day': 'Allerheiligen',
  'All Souls’ Day': 'Allerseelen',
  'Day of Prayer and Repentance': 'Buß- und Bettag',
  'Immaculate Conception': 'Mariä Empfängnis',
  'Christmas Eve': 'Heiligabend',
  'Christmas Day': '1. Weihnachtstag',
  'Boxing Day': '2. Weihnachtstag',
  'New Year’s Eve': 'Silvester',
  'End of Ramadan (Eid al-Fitr)': 'Fest des Fastenbrechens',
  'Feast of the Sacrifice (Eid al-Adha)': 'Opferfest',
  'Islamic New Year': 'Islamisches Neujahr',
  'Birthday of Muhammad (Mawlid)': 'Geburtstag des Propheten',
  'Public Holiday': 'Gesetzlicher Feiertag',
  'A public holiday': 'Ein Feiertag',
  '75th anniversary of the GDR uprising': '75. Jahrestag des Aufstands in der DDR',
}
