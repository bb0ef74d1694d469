const sizes = [16, 20, 24, 32, 48] as const
export type TraySize = (typeof sizes)[number]

/**
 * Returns the size in pixels of the file for a tray icon of 16 points at this scale. The size is rounded up, because an
 * enlarged icon is blurred.
 */
export const traySize = (scaleFactor: number): TraySize => sizes.find((size) => size >= 16 * scaleFactor) ?? 48
