/** The words for days in seven languages, in lower case and without accents: what a note may say of when. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Word by word from a table of lines: the line's place is the value, from `first` on. */
function numbered(lines: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map(lines.flatMap((line, index) => words(line).map((word) => [word, index + first] as const)))
}

export const months = numbered(
  [
    'january januar janner janvier enero gennaio janeiro januari jan',
    'february februar feber fevrier febrero febbraio fevereiro februari feb',
    'march marz maerz mars marzo marco maart mar',
    'april avril abril aprile apr',
    'may mai mayo maggio maio mei',
    'june juni juin junio giugno junho jun',
    'july juli juillet julio luglio julho jul',
    'august aout agosto augustus aug',
    'september septembre septiembre setiembre settembre setembro sept sep',
    'october oktober octobre octubre ottobre outubro oct okt',
    'november novembre noviembre novembro nov',
    'december dezember decembre diciembre dicembre dezembro dec dez',
  ],
  1,
)

/** Monday is 1. Portuguese counts its days, so that those need their "-feira" or a word that leads to a day. */
export const weekdays = numbered(
  [
    'monday montag lundi lunes lunedi maandag',
    'tuesday dienstag mardi martes martedi dinsdag',
    'wednesday mittwoch mercredi miercoles mercoledi woensdag',
    'thursday donnerstag jeudi jueves giovedi donderdag',
    'friday freitag vendredi viernes venerdi vrijdag',
    'saturday samstag sonnabend samedi sabado sabato zaterdag',
    'sunday sonntag dimanche domingo domenica zondag',
  ],
  1,
)
export const countedDays = numbered(['segunda', 'terca', 'quarta', 'quinta', 'sexta'], 1)
/** Only where a word leads to a day: "by Fri", "bis Mo". */
export const shortDays = numbered(
  ['mon mo', 'tue tues di', 'wed mi', 'thu thur thurs do', 'fri fr', 'sat sa', 'sun so'],
  1,
)

export const numbers = numbered(
  [
    'a an one ein eine einem einer einen un une una um uma een',
    'two zwei deux dos due dois duas twee',
    'three drei trois tres tre drie',
    'four vier quatre cuatro quattro quatro',
    'five funf cinq cinco cinque vijf',
    'six sechs seis sei zes',
    'seven sieben sept siete sette sete zeven',
    'eight acht huit ocho otto oito',
    'nine neun neuf nueve nove negen',
    'ten zehn dix diez dieci dez tien',
    'eleven elf onze once undici',
    'twelve zwolf douze doce dodici doze twaalf',
  ],
  1,
)

const among = (text: string): ReadonlySet<string> => new Set(words(text))

export const today = among('today tonight heute aujourd hoy oggi hoje vandaag vanavond')
export const tomorrow = among('tomorrow morgen demain manana domani amanha')
export const dayAfter = among('ubermorgen overmorgen dopodomani')
/** Before a word for tomorrow: the day after it ("pasado mañana"); or that it is the morning and no day ("por la mañana"). */
export const after = among('after apres pasado depois dopo')
export const morning = among('la guten goede am jeden jede elke jedem den cada')

export const days = among('day days tag tage tagen jour jours dia dias giorno giorni dag dagen')
export const weeks = among('week weeks woche wochen semaine semaines semana semanas settimana settimane weken')
export const monthsLong = among('month months monat monate monaten monats mois mes meses mese mesi maand maanden')
export const years = among('year jahr jahres annee an ano anno jaar')
export const fortnight = among('fortnight')
export const weekend = among('weekend wochenende')
export const monthEnd = among('monatsende')

export const next = among(
  'next nachste nachsten nachster nachstes nachstem kommende kommenden kommender kommendes prochain prochaine proximo proxima prossimo prossima volgende komende viene vem',
)
export const current = among(
  'this diese diesen dieser dieses diesem ce cette este esta questo questa neste nesta deze dit',
)
export const past = among(
  'last letzte letzten letzter letztes vorige vorigen vergangene vergangenen dernier derniere pasado pasada passato scorso scorsa passado passada afgelopen',
)
export const end = among('end ende fin fine fim eind einde fines finales')
/** "In two weeks": what leads to a time from now on. */
export const within = among('in within binnen over dans en dentro tra fra entro em daqui')
/** What leads to a day that something is due, and to any day. */
export const due = among(
  'by until till before due bis spatestens vor avant pour jusqu antes para hasta entro per prima ate voor tot uiterlijk',
)
export const leads = among('on at am zum zu ab au le les el il nel no na nos em op over for im dem den der the das')
/** Words between the parts of one day: "the 15th of December", "le lundi de la semaine prochaine". */
export const fillers = among('the of de la du del della des der den dem das da do le el il van het que a am zu al et')
export const ordinals = among('st nd rd th er e ste de º ª')
