/** Pure: the commands that a page tells its reader to type. */

export interface Command {
  readonly page: string
  /** As it stands there, without its comments; several lines where a quote or a backslash goes on. */
  readonly text: string
}

/** Every command of the blocks that are marked as shell (`sh`), indented ones included. */
export function commandsOf(page: string, markdown: string): Command[] {
  const blocks = [...markdown.matchAll(/^( *)```sh\n([\s\S]*?)\n\1```$/gm)]
  return blocks.flatMap(([, indent = '', body = '']) =>
    joined(body.split('\n').map((line) => line.slice(indent.length))).map((text) => ({ page, text })),
  )
}

function joined(lines: readonly string[]): string[] {
  const commands: string[] = []
  let open = ''
  for (const line of lines) {
    if (!open && /^\s*(#|$)/.test(line)) continue
    open = open ? `${open}\n${line}` : line
    if (isOpen(open)) continue
    commands.push(open)
    open = ''
  }
  return open ? [...commands, open] : commands
}

/** A quote that is not closed, or a line that goes on. */
function isOpen(text: string): boolean {
  if (text.endsWith('\\')) return true
  let quote = ''
  for (const sign of text) {
    if (quote === sign) quote = ''
    else if (!quote && (sign === '"' || sign === "'")) quote = sign
  }
  return quote !== ''
}
