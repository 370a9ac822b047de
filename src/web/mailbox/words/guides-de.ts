/** How a password for one program is made at each provider, with the names of its buttons as they stand there for German readers. */
import type { Guide } from '../../../providers/imap/servers.ts'

/** By the id of the guide. What a provider shows in English only stands in English. */
export const guides: Readonly<Record<string, Pick<Guide, 'label' | 'steps'>>> = {
  gmail: {
    label: 'Gmail',
    steps: [
      'Schalte auf https://myaccount.google.com/security die Bestätigung in zwei Schritten ein; ohne sie gibt es keine App-Passwörter.',
      'Öffne https://myaccount.google.com/apppasswords, gib den Namen „Coffee soon“ ein und drück auf „Erstellen“.',
      'Kopiere die 16 Buchstaben. Google zeigt sie nur einmal.',
      'Der Kalender von Google nimmt kein Passwort an; ihn öffnet ein OAuth-Client.',
    ],
  },
  icloud: {
    label: 'iCloud',
    steps: [
      'Melde dich auf https://account.apple.com an und öffne „Anmeldung und Sicherheit“.',
      'Wähle „App-spezifische Passwörter“, leg dort ein neues an und nenn es „Coffee soon“.',
      'Kopiere das Passwort mit seinen Bindestrichen.',
    ],
  },
  fastmail: {
    label: 'Fastmail',
    steps: [
      'Öffne die Einstellungen, dort „Privacy & Security“ und darin „Manage app passwords and access“.',
      'Wähle „New app password“ und erlaube ihm Mail und Kalender. Mit IMAP allein lässt sich nichts verschicken.',
      'Kopiere das Passwort.',
    ],
  },
  posteo: {
    label: 'Posteo',
    steps: [
      'Posteo nimmt das Passwort deines Kontos; eines für ein einzelnes Programm gibt es dort nicht.',
      'Der zusätzliche Postfachschutz muss ausgeschaltet sein, falls du ihn benutzt: Er sperrt Mailprogramme aus.',
    ],
  },
  'mailbox.org': {
    label: 'mailbox.org',
    steps: [
      'Öffne „Alle Einstellungen“, dort „Sicherheit“ und darin die App-Passwörter für Mail, und gib den Namen „Coffee soon“ ein.',
      'Erlaube nur IMAP, damit es nichts verschicken kann, und lass das Passwort erzeugen.',
      'Der Kalender nimmt ein anderes: das deines Kontos, oder mit Zwei-Faktor-Anmeldung ein Anwendungspasswort. Verbinde ihn für sich.',
    ],
  },
  gmx: {
    label: 'GMX und Web.de',
    steps: [
      'Öffne „E-Mail“, „Einstellungen“, „POP3/IMAP Abruf“ und erlaube den Zugriff über POP3 und IMAP.',
      'Ist die Zwei-Faktor-Authentifizierung eingeschaltet, leg unter „Mein Account“, „Sicherheit“ ein anwendungsspezifisches Passwort an. Es wird nur einmal gezeigt.',
    ],
  },
  yahoo: {
    label: 'Yahoo',
    steps: [
      'Öffne https://login.yahoo.com/account/security und wähle unter den externen Verbindungen, ein App-Passwort zu erstellen.',
      'Nenn es „Coffee soon“ und lass das Passwort erzeugen.',
      'Kopiere das Passwort. In einem Browser, den Yahoo erst seit ein paar Tagen kennt, bietet es vielleicht keines an.',
    ],
  },
  proton: {
    label: 'Proton Mail Bridge',
    steps: [
      'Bridge läuft auf deinem eigenen Rechner, und so muss es auch Coffee soon? tun: Einen anderen Weg in ein Postfach bei Proton gibt es nicht.',
      'Starte Bridge, wähle dein Konto und öffne „Mailbox details“.',
      'Gib Servernamen, Port, Benutzernamen und Passwort von dort unten ein. Dieser Rechner muss dem Zertifikat von Bridge vertrauen.',
    ],
  },
  own: {
    label: 'Ein eigener Server',
    steps: [
      'Gib Adresse und Passwort ein. Der Server wird über die Einträge der Domain gesucht und lässt sich auch eingeben.',
      'Er muss TLS mit einem gültigen Zertifikat sprechen, auf Port 993, oder mit STARTTLS auf Port 143.',
    ],
  },
}
