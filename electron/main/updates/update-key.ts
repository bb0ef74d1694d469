declare const __GIFTDECK_UPDATE_KEY__: string

/**
 * The public key that releases are verified with (DER, base64), set at build time. Empty: this build does not update
 * itself.
 */
export const updateKey = __GIFTDECK_UPDATE_KEY__
