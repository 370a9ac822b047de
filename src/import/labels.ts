/** How Gmail's export names its labels: in the language of the account. */
import { decode } from '../providers/google/addresses.ts'
import { compose, cut, strip } from '../text.ts'

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
const category = /^(?:category|kategorie|catégorie|categoría|categorie|categoria)\b/u
const categories: readonly [RegExp, string][] = [
  [/promo|werbung|reclame|publicidad|offres/, 'CATEGORY_PROMOTIONS'],
  [/soci|sozial|sociaux|redes/, 'CATEGORY_SOCIAL'],
  [/updates|notif|benachrichtigung|mises? à jour|actualizaci|aggiornament|atualiza/, 'CATEGORY_UPDATES'],
  [/for[ueo]/, 'CATEGORY_FORUMS'],
]

/** Gmail's label ids for the value of X-Gmail-Labels; labels that decide nothing are left out. */
export function toLabelIds(value: string): string[] {
  const found = decode(cut(value, longestValue))
    .split(',')
    .flatMap((label) => {
      const name = compose(strip(label, { start: /[\s"]/, end: /[\s"]/ })).toLowerCase()
      const [before] = category.exec(name) ?? []
      if (before === undefined) return known.get(name) ?? []
      const kind = name.slice(before.length)
      return categories.find(([words]) => words.test(kind))?.[1] ?? []
    })
  return [...new Set(found)]
}

/** Gmail gives a message no more labels than fit into this. */
const longestValue = 32 * 1024

/** What is put away under a name is not read. The owner's own mail is known by their address, not by a folder's name. */
const putAway: ReadonlySet<string> = new Set(['SPAM', 'TRASH', 'DRAFT', 'CHAT'])

/** The label of everything in a file or folder of this name, `Spam.mbox` or `Drafts`; undefined for most. */
export function labelOfFile(name: string): string | undefined {
  const bare = compose(cut(name, 1000).replace(/(?:\.(?:mbox|gz))+$/i, '')).toLowerCase()
  const label = known.get(bare)
  return label && putAway.has(label) ? label : undefined
}
