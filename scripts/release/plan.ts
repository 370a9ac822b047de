/** Pure: what a release of the changelog's topmost section is, or why there can be none. */

/** `## 0.1.0, not released yet`, and `## 0.1.0, 2026-11-30` once it is. */
const heading = /^## (\d+)\.(\d+)\.(\d+), (not released yet|\d{4}-\d\d-\d\d)$/gm

export interface Section {
  readonly version: string
  /** The day of its release, `YYYY-MM-DD`; null while it is not released. */
  readonly date: string | null
  /** What stands below the heading, up to the next one. */
  readonly text: string
}

/** The sections of a changelog, topmost first. */
export function sectionsOf(changelog: string): Section[] {
  const found = [...changelog.matchAll(heading)]
  return found.map((match, index) => {
    const [whole, major, minor, patch, date = ''] = match
    const text = changelog.slice(match.index + whole.length, found[index + 1]?.index)
    return {
      version: `${major}.${minor}.${patch}`,
      date: /^\d/.test(date) ? date : null,
      text: text.trim(),
    }
  })
}

/** What is known of the repository. */
export interface Tree {
  readonly changelog: string
  /** Tags that are there. */
  readonly tags: readonly string[]
  /** What `git status --porcelain` says. */
  readonly status: string
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export interface Plan {
  readonly version: string
  readonly tag: string
  /** With the day in its topmost heading. */
  readonly changelog: string
  /** Of the tag: a line, and the section. */
  readonly message: string
}

/** @returns the plan, or the sentence that says why there is none */
export function planRelease({ changelog, tags, status, today }: Tree): Plan | string {
  if (status.trim()) return 'The tree has changes that are not committed: commit them, or put them away, first.'
  const [top, ...older] = sectionsOf(changelog)
  if (!top) return 'CHANGELOG.md has no section such as "## 0.2.0, not released yet".'
  const { version } = top
  if (top.date)
    return `The topmost section of CHANGELOG.md, ${version}, was released on ${top.date}: begin one with "## VERSION, not released yet".`
  if (!/^- \S/m.test(top.text)) return `The section ${version} of CHANGELOG.md says nothing of what is new.`
  const tag = `v${version}`
  if (tags.includes(tag) || older.some((one) => one.version === version)) return `${version} exists already.`
  const newer = [...older.map((one) => one.version), ...tags.flatMap(versionOf)].find(
    (one) => compare(one, version) > 0,
  )
  if (newer) return `${version} is older than ${newer}, which exists already.`
  return {
    version,
    tag,
    changelog: changelog.replace(`## ${version}, not released yet`, `## ${version}, ${today}`),
    message: `Coffee soon? ${version}\n\n${top.text}\n`,
  }
}

const versionOf = (tag: string) => (/^v\d+\.\d+\.\d+$/.test(tag) ? [tag.slice(1)] : [])

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number))
  const at = [0, 1, 2].find((place) => a?.[place] !== b?.[place])
  return at === undefined ? 0 : (a?.[at] ?? 0) - (b?.[at] ?? 0)
}

/**
 * What the topmost section says where a tag is of it.
 * @throws Error where the tag is of another version, or the section has no day yet
 */
export function notesOf(changelog: string, tag: string): string {
  const [top] = sectionsOf(changelog)
  if (!top?.date || tag !== `v${top.version}`)
    throw new Error(
      `${tag} is not what CHANGELOG.md released last: ${top?.version ?? 'nothing'}, ${top?.date ?? 'no day'}.`,
    )
  return top.text
}
