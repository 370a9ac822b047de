/** What subjects share over several languages: words that tell none of them, and writing that tells more than words. */

/** Words that stand in subjects of every language: in names of places and people, as short forms, or spelled alike. */
export const borrowed: ReadonlySet<string> = new Set(
  'al als am an as au aux ce ces con concept dan data de del dir divers documents el est et even ga im ins la las le los mes met mi modifications mon nos op ou over pas planes plus point proposition pro restaurant sans son stand su sur ta tan ti ton van von voyage y a i o e u de do da no na me te se si in on at to is or as do so by he we en ma va ne no more die man war hat rat bald not gift art kind brief rock fast still long best hall wild the up plan plans projekt project idea idee foto photo fotos photos team meeting update status call lunch dinner weekend agenda info feedback report demo workshop budget party week invitation question questions suite dates date are son sale fin main chat four pain car laid mail mails email test draft intro deadline kick off start event news newsletter post website janeiro são design review sync april august september november mars mai maj juni juli januar februar domingo san santa santo rosa marina leon paris berlin roma milano madrid lisboa café bistro hotel bar piano solo opera casa villa metro tempo forum festival film concert radio video'.split(
    ' ',
  ),
)

/** Writing that one language has, or several of which none has sentences here: BCP 47 of what is known. */
export const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['el', /\p{Script=Greek}/u],
  ['und-Cyrl', /\p{Script=Cyrillic}/u],
  ['und-Arab', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['th', /\p{Script=Thai}/u],
  ['und-Deva', /\p{Script=Devanagari}/u],
]
