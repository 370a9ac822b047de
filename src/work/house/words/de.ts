/** The steps of setting a house up, in German. Commands stand between backticks. */
import { listed } from '../../../letter/words/de/pieces.ts'
import type { english } from './en.ts'

export const german: typeof english = {
  faulty: 'Eingerichtet ist es, aber es geht noch nicht.',
  faultyNext: 'Was zu tun ist, steht in der Zeile, die das sagt.',
  everything: 'Alles ist getan.',
  progress: (done, counted) => `${done} von ${counted} ${done === 1 ? 'ist' : 'sind'} getan.`,

  address: 'Adresse',
  listensToOthers: (base, host) =>
    `BASE_URL ist dieser Rechner, ${base}, aber HOST ${host} ist auch für andere offen; Links in Briefen gehen nur hier.`,
  setBase:
    'Setz BASE_URL auf den Namen, unter dem andere den Server erreichen, mit https; fertige Dateien stehen in docs/de/install.md.',
  here: (base) => `${base}, für Browser auf diesem Rechner.`,
  refused: (base) =>
    `${base} ist eine private Adresse: Google führt nur zu localhost zurück und zu öffentlichen Namen mit https.`,
  tunnel: (port) =>
    `Erreich ihn mit \`ssh -L ${port}:localhost:${port} SERVER\` und ohne BASE_URL, oder gib dem Server mit einem Reverse Proxy oder einem Tunnel einen öffentlichen Namen; docs/de/google.md.`,
  privateAddress: (base) =>
    `${base} ist eine private Adresse: Nur Browser in ihrem eigenen Netz erreichen sie, und Google würde nicht zu ihr zurückführen.`,
  publicName: (base) => `${base}, ein öffentlicher Name mit https.`,

  client: (labels) => labels.join(' oder '),
  canConnect: (labels) => `Konten bei ${listed(labels)} lassen sich verbinden.`,
  noClient: (local) =>
    `Ein OAuth-Client ist nicht gesetzt.${local ? ' Deine eigenen Dateien und ein Postfach mit App-Passwort brauchen keinen.' : ''}`,
  makeClient: (ways) =>
    `Mach dir einen ${ways
      .map(
        ({ name, redirect, id, secret }) =>
          `nach docs/de/${name}.md mit der Rücksprungadresse \`${redirect}\`, für ${id} und ${secret}`,
      )
      .join('; oder ')}; setz die beiden, und starte neu.`,

  relay: 'Relay für Mail',
  noRelay: 'SMTP_URL ist nicht gesetzt: Briefe bleiben auf der Seite Ausgang.',
  setRelay: 'Setz SMTP_URL und MAIL_FROM; Beispiele stehen in docs/de/mail.md.',
  noSender: 'MAIL_FROM ist nicht gesetzt.',
  setSender: 'Gib eine Adresse an, für die dieses Relay senden darf, sonst werden Briefe abgelehnt.',
  leave: 'Briefe gehen über dieses Relay hinaus.',

  backups: 'Sicherungen',
  yours:
    'Eine Datenbank auf einem eigenen Server sicherst du selbst: mit `pg_dump`, zusammen mit SECRET_KEYS, oder mit `npm run backup -- FILE` und einem BACKUP_KEY.',
  noBackups: 'Es werden keine gemacht.',
  setBackups:
    'Setz BACKUP_KEY auf das, was `openssl rand -base64 32` ausgibt, bewahr es auch anderswo auf, und setz BACKUP_DIR auf einen Ordner auf einer anderen Festplatte.',
  weekly: (begun) => `Jede Woche kommt eine in BACKUP_DIR${begun ? '' : '; die erste, sobald es ein Konto gibt'}.`,
  sameDisk: (folder) =>
    `Die wöchentlichen Sicherungen gehen in ${folder}, auf derselben Festplatte wie die Datenbank: Mit der einen ginge auch das andere verloren.`,
  otherDisk: 'Setz BACKUP_DIR auf einen Ordner auf einer anderen Festplatte, oder kopier sie weg.',
}
