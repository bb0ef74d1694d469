const sizes = [16, 20, 24, 32, 48] as const
export type TraySize = (typeof sizes)[number]

/** The picture, in pixels, that a tray of 16 points needs on a screen of this scale: never one that has to be stretched. */
export const traySize = (scaleFactor: number): TraySize => sizes.find((size) => size >= 16 * scaleFactor) ?? 48
