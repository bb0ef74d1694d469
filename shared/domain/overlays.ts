/** These lists are not in the contract, so that a page can use them without loading the schemas. */
export const overlayLooks = ['card', 'outline', 'ribbon'] as const
export type OverlayLook = (typeof overlayLooks)[number]

export const overlayLanguages = ['en', 'zh-CN'] as const

export const mostOverlays = 20
