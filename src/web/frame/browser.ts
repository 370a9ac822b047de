/** What a browser calls itself, in coarse words by which its owner knows it again. */

/** The first that is found counts: most name others as well, for the sake of old pages. */
const browsers: readonly (readonly [mark: string, name: string])[] = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['Opera', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Vivaldi/', 'Vivaldi'],
  ['DuckDuckGo/', 'DuckDuckGo'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chromium/', 'Chromium'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
]

const systems: readonly (readonly [mark: string, name: string])[] = [
  ['iPhone', 'an iPhone'],
  ['iPad', 'an iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Macintosh', 'a Mac'],
  ['Linux', 'Linux'],
  ['X11', 'Linux'],
]

/** More of it than any browser writes before the marks that count. */
const longest = 500

/** "Firefox on Linux", "Safari on an iPhone"; "A browser" where it says nothing known. Of the header nothing else is kept. */
export function browserOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, longest)
  const nameIn = (marks: typeof browsers) => marks.find(([mark]) => text.includes(mark))?.[1]
  const system = nameIn(systems)
  return `${nameIn(browsers) ?? 'A browser'}${system ? ` on ${system}` : ''}`
}
