/** The form of the settings in German: labels, hints and what can be chosen. */
import { weekdayName } from '../../../../dates.ts'
import { mannerOf } from '../../../../place.ts'
import type { form as shape } from '../en/form.ts'

export const form: typeof shape = {
  letter: 'Dein Brief',
  day: 'Tag',
  hour: 'Uhrzeit',
  zone: 'Zeitzone',
  locale: 'Region',
  localeHint:
    'Danach richten sich in deinen Briefen und auf diesen Seiten die Zahlen und der erste Tag der Woche. Nachrichten an andere behalten die Schreibweise ihrer Sprache.',
  offered: ['en-DE', 'en-AT', 'en-CH', 'en-GB', 'en-US'],
  localeOption(country, tag) {
    const { firstDay, number } = mannerOf(tag.replace('en-', 'de-'))
    const from = weekdayName({ dayOfWeek: firstDay }, { locale: 'de-DE' })
    return `${country}: ${number(10_000)}, Woche ab ${from}`
  },
  tongue: 'Sprache',
  tongueHint:
    'In ihr sind deine Briefe, diese Seiten und die Mails an dich. Ein erster Satz an jemanden ist in der Sprache, in der ihr beide schreibt.',
  letterTo: 'Er geht an',
  letterToSeveral:
    'Adressen von Konten, die du verbunden hast oder mit denen du dich anmeldest und die nachweislich deine sind.',
  letterToOne: 'Verbinde ein zweites Konto, dann kannst du hier auch seine Adresse aussuchen.',
  people: 'Höchstens so viele Menschen in einem Brief',
  amounts: ['einer', 'zwei', 'drei', 'vier', 'fünf'],
  pause: 'Pause bis',
  pauseHint: 'Ohne Pause leer lassen.',
  discreet: 'Keine Namen im Betreff des Briefs',
  discreetHint: 'Namen stehen sonst auch auf dem Sperrbildschirm.',
  read: 'Was gelesen wird',
  subjects: 'Betreffzeilen und Titel von Treffen',
  subjectsHint:
    'Aus ihnen kommt die Hälfte der Gründe. Schaltest du sie aus, werden die gespeicherten sofort entfernt und keine mehr gelesen; schaltest du sie wieder ein, zählen sie von da an.',
  mailbox: 'Dein Postfach',
  shared: (names) => `Mail geht als ${names.join(' und als ')} hinaus. Wer schreibt sie?`,
  sharedHint: 'In einem geteilten Postfach zählt nur als deins, was unter deinem Namen hinausgeht.',
  notSaid: 'Noch nicht gesagt',
  alone: 'Nur ich schreibe daraus',
  weShare: (name) => `Wir teilen es, ich bin ${name}`,
  own: 'Deine Adressen',
  others: 'Weitere Adressen von dir, eine je Zeile',
  othersHint: 'Damit du nie dir selbst vorgeschlagen wirst.',
  known: (addresses) => `Schon bekannt, aus deinen Konten und deiner gesendeten Mail: ${addresses.join(', ')}`,
  save: 'Speichern',
}
