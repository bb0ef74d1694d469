/** Sets what libraries read while they load. Call it before they are imported. */
export function readyEngine() {
  // zod tests whether it may compile its parsers with eval. The page's CSP forbids that, and Firefox logs every
  // attempt.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
  // On a system without a language, `navigator.language` is "C" (WebKit) or "en-US@posix" (Chromium). uPlot's number
  // format throws on such a value.
  if (!isTag(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}

/**
 * True if the browser is too old for this page. light-dark() is the newest feature that the page needs: every colour
 * uses it. In such a browser the message in index.html stays.
 */
export const isTooOld = () => !CSS.supports('color', 'light-dark(red, red)')

function isTag(language: string) {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
