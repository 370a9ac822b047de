/** The mails to an owner beside their letter, in German. */
import { inWords, lasting, lastingInDative } from '../../../letter/words/de/pieces.ts'
import { atFirst } from '../../../policy.ts'
import type { english } from './en.ts'

export const german: typeof english = {
  choice: {
    waits: (name, day) => `${name} wartet auf deine Antwort: ${day}`,
    waitsDiscreet: (day) => `Ein Termin wartet auf dich: ${day}`,
    chosenDiscreet: (day) => `Ein Termin wurde ausgesucht: ${day}`,
    answer: 'Eine Antwort auf deine Termine',
    nothingYet: 'Hinausgegangen ist noch nichts: Fest ist es erst mit deiner Einladung.',
    lastReminder:
      'Danach steht auf der Seite deines Gastes, dass du nicht geantwortet hast. Eine weitere Erinnerung kommt nicht.',
    openToSend: 'Öffne die Seite, um die Einladung zu schicken oder sie wegzulegen:',
    openToSee: 'Öffne die Seite, um nachzusehen oder andere Termine anzubieten:',
    end: (host, name) =>
      `Einmal geschrieben, auf ${host}, weil du ${name} diese Termine angeboten hast. Der Link gehört dir, also leite ihn bitte nicht weiter. Abgeschickt wird erst etwas, wenn du auf der Seite einen Knopf drückst.`,
  },
  absence: {
    subject: (notice) => `Das Lesen endet in ${lastingInDative(notice)}`,
    thatDay: 'diesem Tag',
    says: (months, day) =>
      `Seit mehr als ${lastingInDative(months)} hat niemand eine Seite von Coffee soon? geöffnet oder einen deiner Links gedrückt. Was niemand ansieht, muss nicht gelesen werden: Am ${day} endet das Lesen deiner Mail und deines Kalenders, und mit ihm die Briefe.`,
    press: 'Soll es weitergehen, drück den Knopf hinter diesem Link:',
    otherwise:
      'Sonst ist nichts zu tun. Was gelesen wurde, bleibt, und sobald du dich wieder anmeldest, geht das Lesen dort weiter, wo es aufgehört hat.',
    end: (host) => `Einmal geschrieben, auf ${host}.`,
  },
  accounts: {
    subject: (count) =>
      count > 1
        ? `${atFirst(inWords(count))} Konten müssen neu verbunden werden`
        : 'Ein Konto muss neu verbunden werden',
    of: (count, label, sample) => {
      const account = sample ? label : `${label}-Konto`
      return count > 1 ? `${inWords(count)} ${sample ? label : `${label}-Konten`} von dir` : `dein ${account}`
    },
    cannot: (accounts) => `Coffee soon? kann ${accounts.join(' und ')} nicht mehr lesen.`,
    again:
      'Was gelesen wurde, bleibt, und alles andere geht weiter. Verbinde neu, und das Lesen geht dort weiter, wo es aufgehört hat:',
    end: (host, between) =>
      `Einmal geschrieben, auf ${host}. Eine solche Mail kommt höchstens einmal in ${lastingInDative(between)}, was auch geschieht. Dein wöchentlicher Brief und die Seiten sagen es auch.`,
  },
  signIn: {
    subject: 'Dein Link zum Anmelden',
    text: (host, href, lasts) =>
      `Jemand, vermutlich du, hat um einen Link gebeten, mit dem man sich bei Coffee soon? auf ${host} anmeldet. Öffne ihn und drück den Knopf auf seiner Seite:
${href}

Er gilt ${lasting(lasts)}, einmal, und in dem Browser, in dem du ihn öffnest. Wer ihn hat, kann sich damit anmelden: Gib ihn niemandem weiter.

Hast du nicht darum gebeten, ist nichts zu tun. Ohne den Knopf wird niemand angemeldet, und der Link endet von selbst.
`,
  },
  mailbox: {
    subject: 'Dein Link, um dieses Postfach zu verbinden',
    text: (host, href, lasts) =>
      `Jemand, vermutlich du, möchte dieses Postfach mit Coffee soon? auf ${host} verbinden. Öffne diesen Link im selben Browser und drück den Knopf auf seiner Seite:
${href}

Er gilt ${lasting(lasts)}, einmal.

Hast du nicht darum gebeten, ist nichts zu tun. Ohne den Knopf wird nichts gespeichert, und der Link endet von selbst.
`,
  },
  confirm: {
    subject: 'Gehört diese Adresse dir? Coffee soon fragt einmal',
    text: (base, href, lasts) =>
      `Jemand mit einem Konto auf ${base} möchte, dass ein wöchentlicher Brief von dort an diese Adresse geht. Coffee soon schreibt nur an Menschen, die das möchten, und fragt deshalb vorher.

Bist du das, dann öffne diese Seite und drück ihren Knopf:
${href}

Bist du es nicht, ist nichts zu tun: Ohne den Knopf kommt hierher nichts mehr. Auf derselben Seite lässt sich auch sagen, dass die Adresse jemand anderem gehört; dann fragt dieser Server hier nie wieder.

Der Link gilt ${lasting(lasts)}. Diese Mail kommt nur einmal.
`,
  },
}
