/** Settings that libraries must find before they are loaded. Each library reads them while it loads. */
export function readyEngine() {
  // zod tests whether it may compile its parsers with eval. The page's CSP forbids that, and Firefox logs every
  // attempt.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
  // A system without a language calls it "C" (WebKit) or "en-US@posix" (Chromium); uPlot's number format throws on
  // these.
  if (!isTag(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}

/**
 * light-dark() is the newest browser feature the page needs, since every colour uses it. Without it the message in
 * index.html stays.
 */
export const isTooOld = () => !CSS.supports('color', 'light-dark(red, red)')

function isTag(language: string) {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
