/** How a command is called here: by npm in a clone, by its own name where npm installed the package. */

/** Commands as the sentences of this program name them: `npm start`, `npm run doctor`, `npm run backup -- FILE`. */
const named = /npm (?:run (\w+)(?: --(?= ))?|start\b)/g

/**
 * @param text sentences for the terminal
 * @param by what stands before a command, such as `npx coffee-soon`; undefined in a clone
 */
export const asCalled = (text: string, by: string | undefined): string =>
  by ? text.replace(named, (_, command?: string) => (command ? `${by} ${command}` : by)) : text
