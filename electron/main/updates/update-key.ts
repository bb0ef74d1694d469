declare const __GIFTDECK_UPDATE_KEY__: string

/** The public half of the releases' key (DER, base64), set at build time; empty = this build does not update itself. */
export const updateKey = __GIFTDECK_UPDATE_KEY__
