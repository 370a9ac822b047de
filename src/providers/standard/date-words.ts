/** The words in a written date: months in the languages that mail programs write them in, and names of zones. */

const rows: readonly string[] = [
  'jan january januar januari janvier janv enero ene gennaio gen janeiro янв января январь oca ocak sty stycznia led ledna tammi tammikuuta ianuarie ian січ січня ιαν ιανουαρίου',
  'feb february februar februari février fevr fév fev febrero febbraio fevereiro фев февр февраля февраль şub şubat lut lutego úno února helmi helmikuuta лют лютого φεβ φεβρουαρίου',
  'mar march märz marz mär mrz maart mrt mars marzo março мар марта март márc március maalis maaliskuuta mac martie бер березня μαρ μαρτίου bře března marca marec',
  'apr april avril avr abril abr aprile апр апреля апрель nis nisan kwi kwietnia dub dubna ápr április huhti huhtikuuta кві квітня απρ απριλίου apríla',
  'may mai mei maj mayo maggio mag maio май мая mayıs maja kvě května máj május touko toukokuuta тра травня μαϊ μαΐου',
  'jun june juni juin junio giugno giu junho июн июня июнь haz haziran cze czerwca čvn června jún június kesä kesäkuuta iunie iun чер червня ιουν ιουνίου',
  'jul july juli juillet juil julio luglio lug julho июл июля июль tem temmuz lip lipca čvc července júl július heinä heinäkuuta iulie iul лип липня ιουλ ιουλίου',
  'aug august augustus août aout agosto ago augusti авг августа август ağu ağustos sie sierpnia srp srpna elo elokuuta сер серпня αυγ αυγούστου',
  'sep sept september septembre septiembre settembre set setembro сен сент сентября сентябрь eyl eylül wrz września zář září szept szeptember syys syyskuuta septembrie вер вересня σεπ σεπτεμβρίου',
  'oct october oktober okt octobre octubre ottobre ott outubro out окт октября октябрь eki ekim paź października říj října október loka lokakuuta octombrie жов жовтня οκτ οκτωβρίου',
  'nov november novembre noviembre novembro ноя нояб ноября ноябрь kas kasım lis listopada marras marraskuuta noiembrie лис листопада νοε νοεμβρίου',
  'dec december dez dezember décembre déc diciembre dic dicembre dezembro des desember дек декабря декабрь ara aralık gru grudnia pro prosince joulu joulukuuta decembrie гру грудня δεκ δεκεμβρίου',
]

const plain = (word: string) => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

const months = new Map(rows.flatMap((row, index) => row.split(' ').map((word) => [plain(word), index + 1] as const)))

/** 1 to 12; undefined for what is no name of a month. */
export const monthOf = (word: string): number | undefined =>
  word.length > 14 ? undefined : (months.get(plain(word)) ?? eastern(word))

/** "11月", "十一月", "11월". */
function eastern(word: string): number | undefined {
  const [, digits = '', numeral = ''] = /^(?:(\d{1,2})|([一二三四五六七八九十]{1,2}))[月월]$/.exec(word) ?? []
  const month = digits ? Number(digits) : numerals.indexOf(numeral)
  return month >= 1 && month <= 12 ? month : undefined
}
const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** Hours east of UTC: the zones of RFC 5322 section 4.3, and others that mean the same to everybody. */
const zones: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  MET: 1,
  MEZ: 1,
  CEST: 2,
  MEST: 2,
  MESZ: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  HKT: 8,
  SGT: 8,
  AWST: 8,
  JST: 9,
  KST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
  AST: -4,
  ADT: -3,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
}

/** Minutes east of UTC of "+0100", "+01:00", "GMT+2", "CEST"; undefined for what names no zone that is known. */
export function zoneOf(word: string): number | undefined {
  const upper = word.toUpperCase()
  if (upper in zones) return (zones[upper] ?? 0) * 60
  const [, sign, hours, minutes = '0'] = /^(?:GMT|UTC?)?([+-])(\d{1,2}):?([0-5]\d)?$/.exec(upper) ?? []
  if (!sign || Number(hours) > 14) return undefined
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}
