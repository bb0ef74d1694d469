/** The window's only address. A scheme of our own gives the page a real origin without a server or file:// rights. */
export const pageScheme = 'app'
const pageHost = 'bundle'
export const pageUrl = `${pageScheme}://${pageHost}/`

export function isOurPage(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === `${pageScheme}:` && parsed.host === pageHost
}
