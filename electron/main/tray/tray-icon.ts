import { nativeImage, type NativeImage } from 'electron'
import menuBar16 from './menu-bar-16.png?inline'
import menuBar32 from './menu-bar-32.png?inline'
import tray16 from './tray-16.png?inline'
import tray32 from './tray-32.png?inline'

/** installer/draw-tray-icon.mjs draws these from the page's own icon. */
export function trayIcon(platform: NodeJS.Platform): NativeImage {
  const isMac = platform === 'darwin'
  const image = nativeImage.createEmpty()
  image.addRepresentation({ scaleFactor: 1, dataURL: isMac ? menuBar16 : tray16 })
  image.addRepresentation({ scaleFactor: 2, dataURL: isMac ? menuBar32 : tray32 })
  // The menu bar is light or dark; macOS colours a shape to suit it.
  if (isMac) image.setTemplateImage(true)
  return image
}
