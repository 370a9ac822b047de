/** Domains in letters of any script, as they are read and as the DNS writes them ("xn--", RFC 3492), are one. */

/**
 * The domain with every label in the letters it stands for; a label that stands for none, or that mixes scripts to pass for
 * another, stays as it is. Takes lower case.
 * @example readableDomain('xn--mller-kva.example') // 'müller.example'
 */
export function readableDomain(domain: string): string {
  if (!domain.includes('xn--') || domain.length > longestDomain) return domain
  return domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? readable(label) : label))
    .join('.')
}

const longestDomain = 255

function readable(label: string): string {
  const text = toLetters(label.slice(4))
  const isOne = text !== null && text === text.toLowerCase().normalize('NFC')
  return isOne && !likeLatin.test(text) && ofOneScript.some((one) => one.test(text)) ? text : label
}

/** Cyrillic that looks like Latin letters from end to end. */
const likeLatin = /^[асԁеһіјӏорԛѕԝху\d-]+$/u

/** Letters of one alphabet, or of those that one language writes together (UTS 39, "Highly Restrictive" without Latin). */
const ofOneScript: readonly RegExp[] = [
  /^[\p{Script=Latin}\p{M}\d-]+$/u,
  /^[\p{Script=Cyrillic}\d-]+$/u,
  /^[\p{Script=Greek}\d-]+$/u,
  /^[\p{Script=Arabic}\p{M}\d-]+$/u,
  /^[\p{Script=Hebrew}\p{M}\d-]+$/u,
  /^[\p{Script=Thai}\p{M}\d-]+$/u,
  /^[\p{Script=Devanagari}\p{M}\d-]+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\d-]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}\d-]+$/u,
  /^[\p{Script=Armenian}\d-]+$/u,
  /^[\p{Script=Georgian}\d-]+$/u,
]

const base = 36
const [least, most, skew, damp] = [1, 26, 38, 700]

/** RFC 3492 section 6.2; null where it says nothing. */
function toLetters(written: string): string | null {
  const end = written.lastIndexOf('-')
  const points = [...(end > 0 ? written.slice(0, end) : '')].map((letter) => letter.codePointAt(0) ?? 0)
  let [point, place, bias, at] = [128, 0, 72, end > 0 ? end + 1 : 0]
  if (points.some((one) => one >= 128)) return null
  while (at < written.length) {
    const before = place
    for (let weight = 1, step = base; ; step += base) {
      const digit = digitOf(written.charCodeAt(at++))
      if (digit === null) return null
      place += digit * weight
      const threshold = Math.min(Math.max(step - bias, least), most)
      if (digit < threshold) break
      weight *= base - threshold
      if (weight > 0x7fffffff || place > 0x7fffffff) return null
    }
    bias = adapt(place - before, points.length + 1, before === 0)
    point += Math.floor(place / (points.length + 1))
    place %= points.length + 1
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null
    points.splice(place++, 0, point)
  }
  return String.fromCodePoint(...points)
}

function digitOf(code: number): number | null {
  if (code >= 97 && code <= 122) return code - 97
  return code >= 48 && code <= 57 ? code - 22 : null
}

function adapt(delta: number, length: number, first: boolean): number {
  let left = Math.floor(delta / (first ? damp : 2))
  left += Math.floor(left / length)
  let steps = 0
  for (; left > ((base - least) * most) / 2; steps += base) left = Math.floor(left / (base - least))
  return steps + Math.floor(((base - least + 1) * left) / (left + skew))
}
