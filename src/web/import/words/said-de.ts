/**
 * What is kept of an upload, said in German: it is written down in English, as the import command says it, and read by
 * whoever comes to its page. Names of files are their makers', and stay as they are. What is not known here does so too.
 */
import { number } from '../../../place.ts'
import { policy } from '../../../policy.ts'
import { reasons as leftOut } from '../../frame/words/de/left-out.ts'

const { entries, gigabytes } = policy.archives
const plain = { locale: 'de-DE' }

/** What is wrong with a file, in words that go on from its name; made when somebody looks, since its numbers are written as a language does. */
export function faults(): ReadonlyMap<string, string> {
  faultsKnown ??= new Map([
    ['is empty.', 'ist leer.'],
    ['does not exist.', 'gibt es nicht.'],
    ['is no ordinary file.', 'ist keine gewöhnliche Datei.'],
    ['is a link, which is not followed.', 'ist eine Verknüpfung, der nicht gefolgt wird.'],
    [
      'is neither mail (.mbox, .eml), a calendar (.ics) nor an address book (.vcf, .csv).',
      'ist weder Mail (.mbox, .eml) noch ein Kalender (.ics) noch ein Adressbuch (.vcf, .csv).',
    ],
    [
      'is a table, and no address book of Google, Outlook or LinkedIn as they hand it out.',
      'ist eine Tabelle, aber kein Adressbuch, wie Google, Outlook oder LinkedIn es herausgeben.',
    ],
    ['holds no mail, no calendar and no address book.', 'enthält keine Mail, keinen Kalender und kein Adressbuch.'],
    ['is no calendar that can be read.', 'ist kein lesbarer Kalender.'],
    ['is damaged; what came before that is read.', 'ist beschädigt; was davor kam, ist gelesen.'],
    [
      'is damaged or cut off; what came before that is read.',
      'ist beschädigt oder abgeschnitten; was davor kam, ist gelesen.',
    ],
    [
      'is damaged; what its list of contents names before that is read.',
      'ist beschädigt; was das Inhaltsverzeichnis davor nennt, ist gelesen.',
    ],
    ['is damaged in its archive.', 'ist in ihrem Archiv beschädigt.'],
    [
      'is cut off or damaged: the list of what it holds, at its end, cannot be read. Download that part once more; nothing of it is read.',
      'ist abgeschnitten oder beschädigt: Das Inhaltsverzeichnis an ihrem Ende ist nicht zu lesen. Lade diesen Teil noch einmal herunter; gelesen ist davon nichts.',
    ],
    [
      'is encrypted; unpack the archive with its password and name the folder.',
      'ist verschlüsselt; entpack das Archiv mit seinem Passwort und übergib den Ordner.',
    ],
    [
      'is packed in a way that is not read here; unpack the archive and name the folder.',
      'ist auf eine Art gepackt, die hier nicht gelesen wird; entpack das Archiv und übergib den Ordner.',
    ],
    [
      'is an archive inside an archive, which stays closed; unpack the outer one and name the folder.',
      'ist ein Archiv in einem Archiv und bleibt zu; entpack das äußere und übergib den Ordner.',
    ],
    [
      'unpacks to far more than mail does, and is not read.',
      'wird entpackt weit größer, als Mail es würde, und wird nicht gelesen.',
    ],
    [
      'unpacks to far more than mail does, and is not read any further.',
      'wird entpackt weit größer, als Mail es würde, und wird nicht weiter gelesen.',
    ],
    [
      `holds more than is read of one archive (${number(entries, { locale: null })} files, ${gigabytes} GB); unpack it and name the folders one by one.`,
      `enthält mehr, als von einem Archiv gelesen wird (${number(entries, plain)} Dateien, ${gigabytes} GB); entpack es und übergib die Ordner einzeln.`,
    ],
    [
      'is an Outlook data file (.pst). Turn it into mbox files with readpst (Debian and Ubuntu: apt install pst-utils; macOS: brew install libpst): mkdir mail && readpst -r -o mail FILE.pst, then name the folder mail.',
      'ist eine Outlook-Datendatei (.pst). Mach mit readpst mbox-Dateien daraus (Debian und Ubuntu: apt install pst-utils; macOS: brew install libpst): mkdir mail && readpst -r -o mail DATEI.pst, dann übergib den Ordner mail.',
    ],
    [
      'is a message in Outlook’s own form (.msg). Turn such files into .eml with msgconvert (Debian and Ubuntu: apt install libemail-outlook-message-perl): msgconvert *.msg, then name the folder.',
      'ist eine Nachricht in Outlooks eigener Form (.msg). Mach aus solchen Dateien mit msgconvert .eml (Debian und Ubuntu: apt install libemail-outlook-message-perl): msgconvert *.msg, dann übergib den Ordner.',
    ],
    [
      'is an export of Outlook for Mac (.olm). In Outlook for Mac drag each mail folder to the desktop in its place, which makes a .mbox of it, and name those.',
      'ist ein Export von Outlook für Mac (.olm). Zieh stattdessen in Outlook für Mac jeden Mailordner auf den Schreibtisch, was eine .mbox daraus macht, und übergib diese.',
    ],
    [
      'is a folder of Outlook Express (.dbx). Turn its folder into .eml files with undbx (Debian and Ubuntu: apt install undbx): undbx FOLDER mail, then name the folder mail.',
      'ist ein Ordner von Outlook Express (.dbx). Mach mit undbx .eml-Dateien daraus (Debian und Ubuntu: apt install undbx): undbx ORDNER mail, dann übergib den Ordner mail.',
    ],
  ])
  return faultsKnown
}
let faultsKnown: ReadonlyMap<string, string> | null = null

/** What a folder or a file is known to hold, where nothing of it is read. */
const held: ReadonlyMap<string, string> = new Map([
  ['spam', 'Spam'],
  ['deleted mail', 'gelöschte Mail'],
  ['drafts', 'Entwürfe'],
  ['chats', 'Chats'],
  ['outbox', 'Postausgang'],
  ['mail still being delivered', 'Mail, die noch zugestellt wird'],
])

/** Why something was left out, of one and of several. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['spam, bin, chats and drafts', 'Spam, Papierkorb, Chats und Entwürfe'],
  ['older than is read', 'älter als das, was gelesen wird'],
  ['a header larger than 64 KB', 'Kopfzeilen größer als 64 KB'],
  ['a header that cannot be read', 'unlesbare Kopfzeilen'],
  ['no readable sender', 'kein lesbarer Absender'],
  ['no readable date', 'kein lesbares Datum'],
  ['mail that never left or arrived', 'Mail, die nie hinausging oder ankam'],
  [
    'sorted by Gmail as bulk, and not part of a conversation of yours',
    'von Gmail als Massenmail einsortiert und nicht Teil eines deiner Gespräche',
  ],
  ['a contact without an address', 'Kontakte ohne Adresse'],
  ['a card that is too large', 'zu große Kontaktkarten'],
  ['a card that is cut off', 'abgeschnittene Kontaktkarten'],
  ['a row of a table that cannot be read', 'unlesbare Zeilen einer Tabelle'],
  [
    'a birthday of which day and month cannot be told apart',
    'Geburtstage, bei denen sich Tag und Monat nicht unterscheiden lassen',
  ],
  [
    'a changed meeting of a series that does not say which one it was',
    'geänderte Treffen einer Reihe, die nicht sagen, welches es war',
  ],
])

/** What accounts leave out as well is said of one and of several. */
export function reason(said: string, amount: number): string {
  const ofAccounts: readonly [one: string, many: string] | undefined = Object.hasOwn(leftOut, said)
    ? leftOut[said]
    : undefined
  const [, contacts] = /^contacts beyond the first ([\d,]{1,12})$/.exec(said) ?? []
  if (contacts) return `Kontakte über die ersten ${digits(contacts)} hinaus`
  return reasons.get(said) ?? ofAccounts?.[amount === 1 ? 0 : 1] ?? said
}

const problems: ReadonlyMap<string, string> = new Map([
  [
    'Something went wrong here while the files were read. Choose them again to go on; nothing is read twice.',
    'Beim Lesen der Dateien ist hier etwas schiefgegangen. Such sie noch einmal aus, um weiterzumachen; doppelt gelesen wird nichts.',
  ],
  ['None of these files could be read. None was kept.', 'Keine dieser Dateien ließ sich lesen. Behalten wurde keine.'],
  ['Whose files these were is not here any more.', 'Wem diese Dateien gehörten, gibt es hier nicht mehr.'],
  [
    'The server ended while the files were coming in. None was kept; choose them again.',
    'Der Server wurde beendet, während die Dateien ankamen. Behalten wurde keine; such sie noch einmal aus.',
  ],
])

/** Why an upload waits or has ended. */
export function problem(said: string): string {
  const known = problems.get(said)
  if (known) return known
  const none = /^None of the ([\d,]{1,12}) messages? in these files names ([^\n]{1,2000}), so they do/.exec(said)
  if (none) return notYours(`Keine der ${digits(none[1])} Nachrichten in diesen Dateien nennt ${ored(none[2])}`)
  const few =
    /^Of the ([\d,]{1,12}) messages? in these files only ([\d,]{1,12}) names? ([^\n]{1,2000}), so they do/.exec(said)
  if (!few) return said
  const verb = few[2] === '1' ? 'nennt nur eine' : `nennen nur ${digits(few[2])}`
  return notYours(`Von den ${digits(few[1])} Nachrichten in diesen Dateien ${verb} ${ored(few[3])}`)
}

const notYours = (words: string) => `${words}; sie sehen also nicht aus wie deine. Ausgewertet wurde nichts.`
const digits = (written: string | undefined) => number(Number((written ?? '').replaceAll(',', '')), plain)
const ored = (names: string | undefined) => (names ?? '').replaceAll(' and ', ' oder ')

/** Why an address looks like the owner's, as it goes on from the address. */
export function why(said: string): string {
  if (said === 'is yours here already') return 'gehört hier schon dir'
  const [, doing, amount, one] =
    /^(wrote|is where|stands on) ([\d,]{1,12}) message(s?)(?: that lie among sent mail| were delivered)?$/.exec(said) ??
    []
  if (!doing) return said
  const messages = one === '' ? 'eine Nachricht' : `${digits(amount)} Nachrichten`
  if (doing === 'wrote')
    return `hat ${messages} geschrieben, die unter der gesendeten Mail ${one === '' ? 'liegt' : 'liegen'}`
  if (doing === 'is where') return `dorthin ${one === '' ? 'wurde' : 'wurden'} ${messages} zugestellt`
  return `steht auf ${one === '' ? 'einer Nachricht' : messages}`
}

/** "archive.mbox, line 1,234" */
export function place(said: string): string {
  const at = said.lastIndexOf(', line ')
  const line = at < 0 ? '' : said.slice(at + 7)
  return /^[\d,]{1,12}$/.test(line) ? `${said.slice(0, at)}, Zeile ${digits(line)}` : said
}

/** A sentence on a file that was not read, or not whole. */
export function note(said: string): string {
  return ofFolder(said) ?? ofContents(said) ?? ofParts(said) ?? ofFile(said) ?? said
}

function ofFile(said: string): string | undefined {
  for (const [fault, words] of faults())
    if (said.endsWith(` ${fault}`)) return `${said.slice(0, said.length - fault.length)}${words}`
  const [, before, verb, code] = /^(.{1,600}) cannot be (read|opened) \((\w{1,40}|unknown fault)\)\.$/s.exec(said) ?? []
  if (!before) return undefined
  return `${before} lässt sich nicht ${verb === 'read' ? 'lesen' : 'öffnen'} (${code === 'unknown fault' ? 'unbekannter Fehler' : code}).`
}

function ofFolder(said: string): string | undefined {
  const begin = 'Not read in '
  const split = said.lastIndexOf('; each ')
  if (!said.startsWith(begin) || split < 0) return undefined
  const fault = ofFile(`x ${said.slice(split + 7)}`)?.slice(2)
  return fault && `Nicht gelesen in ${andMore(said.slice(begin.length, split))}; jeweils gilt: ${fault}`
}

function ofContents(said: string): string | undefined {
  const middle = ' was left out, because of what it holds: '
  const at = said.lastIndexOf(middle)
  if (at < 0) return undefined
  const what = said.slice(at + middle.length).replace(/\.$/, '')
  return `${said.slice(0, at)} blieb außen vor, wegen seines Inhalts: ${held.get(what) ?? what}.`
}

function ofParts(said: string): string | undefined {
  const [begin, end] = [' comes in several parts, and ', ' is not among the files; name all of them together.']
  const at = said.indexOf(begin)
  if (at < 0 || !said.endsWith(end)) return undefined
  const lacking = andMore(said.slice(at + begin.length, said.length - end.length))
  return `${said.slice(0, at)} besteht aus mehreren Teilen, und unter den Dateien fehlt: ${lacking}. Übergib alle zusammen.`
}

/** "a, b and 3 more" */
function andMore(names: string): string {
  const at = names.lastIndexOf(' and ')
  const more = at < 0 ? '' : names.slice(at + 5)
  return /^\d{1,9} more$/.test(more) ? `${names.slice(0, at)} und ${more.slice(0, -5)} weitere` : names
}
