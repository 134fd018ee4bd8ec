/** The parameters of the page's address: what of them cannot be followed, as sentences. */
const THEMES = ['dark', 'light', 'system']
/** named by the contract, and not followed in this release */
const NOT_YET = ['lesson', 'config', 'op', 'embed']

export function findUrlProblems(search: string): string[] {
  return [...new URLSearchParams(search)].flatMap(([name, value]) => {
    if (name === 'theme') {
      return THEMES.includes(value) ? [] : [`The address asks for a theme '${value}'; there are ${THEMES.join(', ')}.`]
    }
    if (NOT_YET.includes(name)) return [`The address asks for '${name}', which is not in this release yet.`]
    return [`The address has a parameter '${name}' that this page does not know.`]
  })
}
