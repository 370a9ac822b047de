/** How a program is told where to ask and with which token: text to copy, of programs that are known to take it. */

/** What a form of the page can tell a program. */
export interface Connecting {
  /** Of this server, without a path. */
  readonly base: string
  readonly token: string
}

/** For programs that keep their servers in a file with `mcpServers`. */
export const mcpServers = ({ base, token }: Connecting): string =>
  JSON.stringify(
    {
      mcpServers: {
        'coffee-soon': { type: 'http', url: `${base}/mcp`, headers: { Authorization: `Bearer ${token}` } },
      },
    },
    null,
    2,
  )

/** For Claude Code, on a terminal. */
export const claudeCode = ({ base, token }: Connecting): string =>
  `claude mcp add --transport http coffee-soon ${base}/mcp --header "Authorization: Bearer ${token}"`
