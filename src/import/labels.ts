/** How Gmail's export names its labels: in the language of the account; and what folders are called in which mail is put away. */
import { decode } from '../providers/standard/encoded-words.ts'
import type { Label } from '../providers/types.ts'
import { compose, cut, strip } from '../text.ts'

/** By what they say about a message. English, German, French, Spanish, Dutch, Italian and Portuguese; others show through the owner's address. */
const names: Readonly<Partial<Record<Label, readonly string[]>>> = {
  sent: [
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
  hidden: [
    // Spam.
    'spam',
    'junk',
    'correo no deseado',
    'ongewenst',
    'lixo eletrônico',
    // The bin.
    'trash',
    'bin',
    'papierkorb',
    'corbeille',
    'papelera',
    'prullenbak',
    'cestino',
    'lixeira',
    'lixo',
    // Drafts.
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
    // Chats.
    'chat',
    'chats',
  ],
  inbox: [
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
const known = new Map(
  (Object.keys(names) as (keyof typeof names)[]).flatMap((label) =>
    (names[label] ?? []).map((name) => [name, label] as const),
  ),
)

/** "Category Promotions", "Kategorie: Werbung", "Catégorie « Réseaux sociaux »". */
const category = /^(?:category|kategorie|catégorie|categoría|categorie|categoria)\b/u
const categories: readonly [RegExp, Label][] = [
  [/promo|werbung|reclame|publicidad|offres/, 'promotions'],
  [/soci|sozial|sociaux|redes/, 'social'],
  [/updates|notif|benachrichtigung|mises? à jour|actualizaci|aggiornament|atualiza/, 'updates'],
  [/for[ueo]/, 'forums'],
]

/** The labels in the value of X-Gmail-Labels; those that decide nothing are left out. */
export function toLabels(value: string): Label[] {
  const found = decode(cut(value, longestValue))
    .split(',')
    .flatMap((label): Label | readonly Label[] => {
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

/**
 * The label of everything in a file or folder of this name, `Spam.mbox` or `Drafts`; undefined for most: only what is put away
 * under a name is known by it. The owner's own mail is known by their address, not by a folder's name.
 */
export function labelOfFile(name: string): Label | undefined {
  const bare = compose(cut(name, 1000).replace(/(?:\.(?:mbox|gz))+$/i, '')).toLowerCase()
  return known.get(bare) === 'hidden' ? 'hidden' : undefined
}
