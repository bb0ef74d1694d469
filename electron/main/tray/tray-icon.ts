import { nativeImage, screen, type NativeImage } from 'electron'
import menuBar16 from './menu-bar-16.png?inline'
import menuBar32 from './menu-bar-32.png?inline'
import tray16 from './tray-16.png?inline'
import tray20 from './tray-20.png?inline'
import tray24 from './tray-24.png?inline'
import tray32 from './tray-32.png?inline'
import tray48 from './tray-48.png?inline'
import { traySize } from './tray-size.ts'

const sizes = { 16: tray16, 20: tray20, 24: tray24, 32: tray32, 48: tray48 }

/** Returns the tray icon. installer/draw-tray-icon.mjs draws the files from the icon of the page. */
export function trayIcon(platform: NodeJS.Platform): NativeImage {
  // Windows ignores scaled representations and stretches the image for scale 1, so it gets one image of the right size.
  if (platform === 'win32')
    return nativeImage.createFromDataURL(sizes[traySize(screen.getPrimaryDisplay().scaleFactor)])
  const isMac = platform === 'darwin'
  const image = nativeImage.createEmpty()
  image.addRepresentation({ scaleFactor: 1, dataURL: isMac ? menuBar16 : tray16 })
  image.addRepresentation({ scaleFactor: 2, dataURL: isMac ? menuBar32 : tray32 })
  // The menu bar is light or dark. macOS recolours a template image to match.
  if (isMac) image.setTemplateImage(true)
  return image
}
