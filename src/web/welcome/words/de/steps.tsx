/** The steps to an OAuth client of one's own, in German. What the consoles write stays in English, as they show it. */
import type { english } from '../en.ts'

export const googleSteps: typeof english.googleSteps = {
  title: 'Dein eigenes Google-Konto',
  steps: ({ redirect, scopes }) => [
    <>
      Öffne die <a href="https://console.cloud.google.com/projectcreate">Google-Cloud-Konsole</a> und leg ein Projekt
      an.
    </>,
    <>
      Schalte die <a href="https://console.cloud.google.com/apis/library/gmail.googleapis.com">Gmail-API</a> und die{' '}
      <a href="https://console.cloud.google.com/apis/library/calendar-json.googleapis.com">Google-Calendar-API</a> ein.
    </>,
    <>
      Wähl unter <a href="https://console.cloud.google.com/auth/audience">„Audience“</a> „External“ und veröffentliche
      die App, sodass dort „In production“ steht. Bei „Testing“ beendet Google jede Verbindung nach sieben Tagen. In
      einem eigenen Google Workspace muss mit „Internal“ nichts veröffentlicht werden.
    </>,
    <>
      Füg unter <a href="https://console.cloud.google.com/auth/scopes">„Data Access“</a> hinzu:
      {scopes}
    </>,
    <>
      Mach unter <a href="https://console.cloud.google.com/auth/clients/create">„Clients“</a> einen vom Typ „Web
      application“, Zeichen für Zeichen mit dieser Weiterleitungsadresse:
      <br />
      <code>{redirect}</code>
    </>,
    <>
      Starte neu mit <code>GOOGLE_CLIENT_ID</code> und <code>GOOGLE_CLIENT_SECRET</code>, wie die Konsole sie zeigt.
    </>,
  ],
  note: (
    <>
      Google warnt, dass es die App nicht überprüft hat, denn der Client ist deiner: Über „Erweitert“ geht es weiter.
      Bis zu 100 Konten lassen sich verbinden. Alles dazu steht in docs/de/google.md.
    </>
  ),
}

export const microsoftSteps: typeof english.microsoftSteps = {
  title: 'Dein eigenes Microsoft-Konto',
  steps: ({ redirect, scopes }) => [
    <>
      Öffne <a href="https://entra.microsoft.com">Microsoft Entra</a> und wähl „App registrations“, „New registration“.
      Ein persönliches Konto braucht dafür zuerst ein Verzeichnis; das kostenlose genügt.
    </>,
    <>
      Wähl unter „Supported account types“ „Accounts in any organizational directory and personal Microsoft accounts“.
      Soll es enger sein, setz <code>MICROSOFT_TENANT</code> auf <code>organizations</code>, <code>consumers</code> oder
      die Kennung deines Mandanten.
    </>,
    <>
      Wähl als „Redirect URI“ die Plattform „Web“, Zeichen für Zeichen mit dieser Adresse:
      <br />
      <code>{redirect}</code>
      <br />
      Bei „Single-page application“ würden Berechtigungen nach 24 Stunden enden.
    </>,
    <>
      Mach unter „Certificates &amp; secrets“ ein neues Geheimnis, „client secret“. Kopier seinen Wert, nicht seine
      Kennung, und erneuere es vor dem Tag, der dort steht: Mit ihm endet das Lesen.
    </>,
    <>
      Füg unter „API permissions“ diese von Microsoft Graph hinzu, als „delegated permissions“:
      {scopes}
    </>,
    <>
      Starte neu mit der Kennung der App als <code>MICROSOFT_CLIENT_ID</code> und dem Wert des Geheimnisses als{' '}
      <code>MICROSOFT_CLIENT_SECRET</code>.
    </>,
  ],
  note: (
    <>
      Die meisten Organisationen überlassen Berechtigungen für Mail und Kalender ihrer Verwaltung; dann zeigt das
      Programm einen Link für sie. Alles dazu steht in docs/de/microsoft.md.
    </>
  ),
}
