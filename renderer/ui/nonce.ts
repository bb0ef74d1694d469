declare global {
  // The name that style-injecting libraries look for.
  var __webpack_nonce__: string | undefined
}

/** This load's nonce, from the server; undefined where no policy asks for one (tests, vite dev). */
export function styleNonce(): string | undefined {
  const given = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return given === undefined || given === '' ? undefined : given
}

/** Before the first render: the scroll lock under every dialog and menu injects a style element. */
export function setStyleNonce() {
  globalThis.__webpack_nonce__ = styleNonce()
}
