/** Proving an address, in German: on the letter page, and behind the link that went there. */
import type { confirm as confirmShape, unproven as unprovenShape } from '../en/confirm.tsx'

export const confirm: typeof confirmShape = {
  title: 'Ist das deine Adresse?',
  asks: (address) => (
    <>Ein Konto auf diesem Server möchte seinen wöchentlichen Brief an {address} bekommen. Kommt das von dir?</>
  ),
  ofAnother:
    'Es ist ein anderes Konto als das, mit dem du hier angemeldet bist: Dessen Briefe kämen an diese Adresse, nicht deine.',
  yes: 'Ja, meine Briefe dorthin schicken',
  no: 'Nein, das ist nicht meine',
  otherwise:
    'Wenn nicht, dann hat jemand anderes diese Adresse angegeben. Du kannst diese Seite schließen: Ohne den ersten Knopf wird nichts mehr verschickt. Nach dem zweiten fragt dieser Server diese Adresse nie wieder.',
  confirmed: 'Die Adresse ist bestätigt',
  goThere: (address) => `Die Briefe gehen jetzt an ${address}. Der nächste kommt zur gewohnten Stunde.`,
  atOnce: (link) => (
    <>
      <a href={link}>Deine Briefseite</a> kann den Brief dieser Woche sofort abschicken.
    </>
  ),
  mistakenYes: 'Aus Versehen gedrückt, und es ist nicht deine?',
  refused: 'Dorthin wird nichts mehr verschickt',
  getsNone: (address) => `${address} bekommt über diesen Link keinen Brief, und dieser Server fragt dort nie wieder.`,
  mistakenNo: 'Aus Versehen gedrückt, und es ist doch deine?',
}

export const unproven: typeof unprovenShape = {
  is: (address, letter) =>
    `${unprovenIs(address)} ${letter === null ? 'Dorthin geht kein Brief.' : `Dein Brief geht an ${letter}.`}`,
  send: (address) => `Einen Link an ${address} schicken`,
  open: 'Eine kurze Mail mit einem Link kann dorthin gehen, einmal. Wenn du den Knopf dahinter drückst, dürfen Briefe dorthin.',
  failed: (problem) =>
    `${problem ?? 'Die Mail mit dem Link ist nicht hinausgegangen.'} Du kannst noch einmal darum bitten.`,
  leaving: (problem) => `Ein Link ist dorthin unterwegs. ${problem ?? ''}`.trim(),
  over: 'Der Link, der dorthin ging, ist abgelaufen, und er geht nur einmal. Verbinde ein Konto, dessen Anbieter für die Adresse einsteht.',
  bounced: 'Die Mail mit dem Link wurde abgelehnt, weil die Adresse keine Mail annimmt.',
  refused: 'Wer dort liest, hat gesagt, dass die Adresse nicht dafür da ist; also geht kein Link dorthin.',
  went: (when, isSure) =>
    `${isSure ? `Ein Link ging ${when ? `am ${when}, ` : ''}dorthin` : `Ein Link kam ${when ? `am ${when}, ` : ''}vielleicht dort an`}. Öffne ihn und drück den Knopf; noch einmal wird er nicht verschickt.`,
}

const unprovenIs = (address: string): string =>
  `${address} ist nicht als deine bestätigt: Wer eine Domain verwaltet, kann einem Konto jede Adresse geben, und für diese steht sonst niemand ein.`
