/** The bytes of a header as text, whatever they are written in. */

/**
 * UTF-8. What is none is read line by line, so that one byte of another time spoils nothing but its word: in the character
 * set that the message names for its text, else as windows-1252. ISO-2022-JP is known by its own marks.
 */
export function toText(bytes: Uint8Array): string {
  try {
    const text = utf8.decode(bytes)
    return text.includes(toggle) ? eachLine(text, (line) => (line.includes(toggle) ? toJapanese(line) : line)) : text
  } catch {
    const raw = latin1(bytes)
    const decoder = decoderOf(raw)
    return eachLine(raw, (line) => readLine(line, decoder))
  }
}

/** It begins every piece in ISO-2022-JP. */
const toggle = '\x1b'
const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows = new TextDecoder('windows-1252')

/** Each byte as the character of its number, so that lines can be told apart and turned into bytes again. */
function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

const bytesOf = (raw: string) => Uint8Array.from(raw, (one) => one.charCodeAt(0))
const eachLine = (text: string, read: (line: string) => string) => text.split('\n').map(read).join('\n')

function readLine(raw: string, decoder: TextDecoder): string {
  if (raw.includes(toggle)) return toJapanese(raw)
  return decodeOr(raw, () => {
    const whole = decoder === windows ? '\uFFFD' : decoder.decode(bytesOf(raw))
    if (!whole.includes('\uFFFD')) return whole
    return raw
      .split(' ')
      .map((word) => decodeOr(word, () => windows.decode(bytesOf(word))))
      .join(' ')
  })
}

function decodeOr(raw: string, otherwise: () => string): string {
  try {
    return utf8.decode(bytesOf(raw))
  } catch {
    return otherwise()
  }
}

function toJapanese(line: string): string {
  try {
    return new TextDecoder('iso-2022-jp').decode(bytesOf(line))
  } catch {
    return line
  }
}

/** Of the text below: programs that encode nothing write their headers in the same. */
function decoderOf(raw: string): TextDecoder {
  const [, charset = ''] =
    /^content-type:[^\n]{0,200}(?:\r?\n[ \t][^\n]{0,200})?\bcharset="?([\w:.-]{2,40})/im.exec(raw) ?? []
  try {
    const decoder = new TextDecoder(charset)
    return /^(?:utf-|windows-1252$)/.test(decoder.encoding) ? windows : decoder
  } catch {
    return windows
  }
}
