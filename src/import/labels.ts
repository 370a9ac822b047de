/** How Gmail's export names its labels: in the language of the account, beside those that its owner made up. */

import type { Label } from '../providers/listing.ts'
import { decode } from '../providers/standard/encoded-words.ts'
import { meaningsOf, reasonOfFolder } from '../providers/standard/folders.ts'
import { compose, cut, strip } from '../text.ts'

/** Of which languages the labels of a file are, by how often their words were seen. */
export interface LabelLanguages {
  /** Takes the labels of one message in. */
  add(value: string): void
  /** Whether words of this language may be Gmail's own here. */
  has(language: string): boolean
}

/** Nothing is known at first, and every language may be the one. */
export function createLanguages(): LabelLanguages {
  const seen = new Map<string, number>()
  return {
    add(value) {
      for (const language of namesIn(value).flatMap(languagesOf)) seen.set(language, (seen.get(language) ?? 0) + 1)
    },
    has(language) {
      const most = Math.max(0, ...seen.values())
      return (seen.get(language) ?? 0) >= most
    },
  }
}

function languagesIn(value: string): LabelLanguages {
  const languages = createLanguages()
  languages.add(value)
  return languages
}

/** What no owner calls a label of their own: a word says of which language the account is. */
function languagesOf(name: string): readonly string[] {
  return meaningsOf(name).flatMap(({ language, kind }) => (telling.has(kind) ? [language] : []))
}
const telling: ReadonlySet<string> = new Set(['inbox', 'sent', 'state'])
const hiding: ReadonlySet<string> = new Set(['spam', 'bin', 'drafts', 'chats'])

/**
 * The labels in the value of X-Gmail-Labels; those that decide nothing are left out. Whoever has a label named "Concept" or
 * "Corbeille" of their own does not lose what lies under it: a word hides a message only in the language of the account, and
 * none but that for drafts beside the inbox.
 * @param languages of the file, where more of it was seen
 */
export function toLabels(value: string, languages: LabelLanguages = languagesIn(value)): Label[] {
  const names = namesIn(value)
  const inboxes = names.flatMap((name) =>
    meaningsOf(name).flatMap((one) => (one.kind === 'inbox' ? [one.language] : [])),
  )
  const isAny = inboxes.length > 0
  const found = names.flatMap((name): Label | readonly Label[] => {
    const kind = categoryOf(name)
    if (kind) return kind
    return meaningsOf(name).flatMap((one): Label | readonly Label[] => {
      if (one.kind === 'inbox' || one.kind === 'sent') return one.kind
      if (!hiding.has(one.kind) || !languages.has(one.language)) return []
      return isAny && !(one.kind === 'drafts' && inboxes.includes(one.language)) ? [] : 'hidden'
    })
  })
  return [...new Set(found)]
}

/** Gmail gives a message no more labels than fit into this. */
const longestValue = 32 * 1024

/** As a list in CSV: a name with a comma stands in quotes. What an IMAP program puts before Gmail's own names is left out. */
function namesIn(value: string): string[] {
  const names = decode(cut(value, longestValue)).match(/"[^"]*"|[^,"]+/g) ?? []
  return names
    .map((name) => compose(strip(name, { start: /[\s"]/, end: /[\s"]/ })).toLowerCase())
    .map((name) => name.replace(/^\[(?:gmail|google mail|imap)\]\//, ''))
}

/** "Category Promotions", "Kategorie: Werbung", "Catégorie « Réseaux sociaux »". */
const category =
  /^(?:category|kategori[ae]?|catégorie|categor[ií]a|categorie|kategória|kategoria|luokka|категор[иі]я|κατηγορία|カテゴリ|类别|類別|카테고리)(?![\p{L}])/u
const categories: readonly [RegExp, Label][] = [
  [
    /promo|werbung|reclame|publicidad|offres|oferty|ofertas|erbjudand|kampanj|kampagn|tilbud|tarjou|promó|промо|акци|προσφορ|プロモーション|推广|促銷|프로모션/,
    'promotions',
  ],
  [/soci|sozial|sociaux|redes|społeczn|közösség|sosiaal|соц|κοινων|ソーシャル|社交|소셜/, 'social'],
  [
    /updates|notif|benachrichtigung|mises? à jour|actualizaci|aggiornament|atualiza|powiadom|uppdatering|opdatering|oppdatering|päivity|frissít|aktualiz|güncelle|оповещ|обновл|сповіщ|ενημερώσ|新着|動態|更新|업데이트/,
    'updates',
  ],
  [/for[ueo]|fór|фору|φόρουμ|フォーラム|论坛|論壇|포럼/, 'forums'],
]

function categoryOf(name: string): Label | undefined {
  const [before] = category.exec(name) ?? []
  if (before === undefined) return undefined
  const kind = name.slice(before.length)
  return categories.find(([words]) => words.test(kind))?.[1]
}

/** The label of everything in a file or folder of this name; undefined for most. */
export const labelOfFile = (name: string): Label | undefined => (reasonOfFolder(name) ? 'hidden' : undefined)
