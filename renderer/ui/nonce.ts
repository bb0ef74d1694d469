declare global {
  // Libraries that inject style elements read the nonce from this global name.
  var __webpack_nonce__: string | undefined
}

/** Returns the CSP nonce of this page load, which the server sets; undefined without a policy (tests, vite dev). */
export function styleNonce(): string | undefined {
  const given = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return given === undefined || given === '' ? undefined : given
}

/** Makes the nonce known to libraries. Call it before the first render: dialogs and menus inject a style element. */
export function setStyleNonce() {
  globalThis.__webpack_nonce__ = styleNonce()
}
