/** What libraries of the page must find before their code comes. Each asks as it is loaded. */
export function readyEngine() {
  // zod tries out whether it may compile its parsers; the page's policy forbids that, and Firefox tells of every try.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
  // A system without a language calls it "C" (WebKit) or "en-US@posix" (Chromium), at which uPlot's number format throws.
  if (!isTag(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}

/** The youngest thing that the page cannot do without: every colour is one of two. The words of index.html stay where it is missing. */
export const isTooOld = () => !CSS.supports('color', 'light-dark(red, red)')

function isTag(language: string) {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
