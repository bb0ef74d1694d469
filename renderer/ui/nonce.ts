declare global {
  // The global name that style-injecting libraries read.
  var __webpack_nonce__: string | undefined
}

/** The CSP nonce of this page load, from the server; undefined where no policy needs one (tests, vite dev). */
export function styleNonce(): string | undefined {
  const given = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return given === undefined || given === '' ? undefined : given
}

/** Set before the first render: the scroll lock of dialogs and menus injects a style element. */
export function setStyleNonce() {
  globalThis.__webpack_nonce__ = styleNonce()
}
