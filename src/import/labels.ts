/** How Gmail's export names its labels: in the language of the account. */
import { decodeWords } from 'postal-mime'

/** By the label ids of Gmail. English, German, French, Spanish, Dutch, Italian and Portuguese; others show through the owner's address. */
const names: Readonly<Record<string, readonly string[]>> = {
  SENT: [
    'sent',
    'sent mail',
    'gesendet',
    'messages envoyés',
    'envoyé',
    'envoyés',
    'enviado',
    'enviados',
    'verzonden',
    'verzonden berichten',
    'inviati',
    'inviata',
    'posta inviata',
    'e-mails enviados',
  ],
  SPAM: ['spam', 'junk', 'correo no deseado', 'ongewenst', 'lixo eletrônico'],
  TRASH: ['trash', 'bin', 'papierkorb', 'corbeille', 'papelera', 'prullenbak', 'cestino', 'lixeira', 'lixo'],
  DRAFT: [
    'draft',
    'drafts',
    'entwurf',
    'entwürfe',
    'brouillon',
    'brouillons',
    'borrador',
    'borradores',
    'concept',
    'concepten',
    'bozza',
    'bozze',
    'rascunho',
    'rascunhos',
  ],
  CHAT: ['chat', 'chats'],
  INBOX: [
    'inbox',
    'posteingang',
    'boîte de réception',
    'recibidos',
    'bandeja de entrada',
    'postvak in',
    'posta in arrivo',
    'caixa de entrada',
  ],
}
const known = new Map(Object.entries(names).flatMap(([id, all]) => all.map((name) => [name, id] as const)))

/** "Category Promotions", "Kategorie: Werbung", "Catégorie « Réseaux sociaux »". */
const category = /^(?:category|kategorie|catégorie|categoría|categorie|categoria)\b[^\p{L}]*(.*?)[^\p{L}]*$/u
const categories: readonly [RegExp, string][] = [
  [/promo|werbung|reclame|publicidad|offres/, 'CATEGORY_PROMOTIONS'],
  [/soci|sozial|sociaux|redes/, 'CATEGORY_SOCIAL'],
  [/updates|notif|benachrichtigung|mises? à jour|actualizaci|aggiornament|atualiza/, 'CATEGORY_UPDATES'],
  [/for[ueo]/, 'CATEGORY_FORUMS'],
]

/** Gmail's label ids for the value of X-Gmail-Labels; labels that decide nothing are left out. */
export function toLabelIds(value: string): string[] {
  const found = decode(value)
    .split(',')
    .flatMap((label) => {
      const name = label
        .replace(/^[\s"]+|[\s"]+$/g, '')
        .normalize('NFC')
        .toLowerCase()
      const [, kind] = category.exec(name) ?? []
      return (kind === undefined ? known.get(name) : categories.find(([words]) => words.test(kind))?.[1]) ?? []
    })
  return [...new Set(found)]
}

/** What is put away under a name is not read. The owner's own mail is known by their address, not by a folder's name. */
const putAway: ReadonlySet<string> = new Set(['SPAM', 'TRASH', 'DRAFT', 'CHAT'])

/** The label of everything in a file or folder of this name, `Spam.mbox` or `Drafts`; undefined for most. */
export function labelOfFile(name: string): string | undefined {
  const bare = name
    .replace(/(?:\.(?:mbox|gz))+$/i, '')
    .normalize('NFC')
    .toLowerCase()
  const label = known.get(bare)
  return label && putAway.has(label) ? label : undefined
}

function decode(value: string): string {
  try {
    return decodeWords(value)
  } catch {
    return value
  }
}
