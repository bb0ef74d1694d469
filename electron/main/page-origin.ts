/**
 * The only URL that the window loads. A custom scheme gives the page a real origin without a server and without file://
 * access.
 */
export const pageScheme = 'app'
const pageHost = 'bundle'
export const pageUrl = `${pageScheme}://${pageHost}/`

export function isOurPage(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === `${pageScheme}:` && parsed.host === pageHost
}
