import { largestImage } from '../../../../shared/contract/deck.ts'

/** Sharp on a key at twice the screen's resolution. */
const sidePx = 112
const enoughBytes = 12 * 1024

/** A picture cut square and made small, as a data: address; null where the file is no picture this page can read. */
export async function scaleImage(file: Blob): Promise<string | null> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch {
    return null
  }
  const canvas = document.createElement('canvas')
  canvas.width = sidePx
  canvas.height = sidePx
  const side = Math.min(bitmap.width, bitmap.height)
  const left = (bitmap.width - side) / 2
  const top = (bitmap.height - side) / 2
  const context = canvas.getContext('2d')
  if (context === null || side === 0) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, left, top, side, side, 0, 0, sidePx, sidePx)
  bitmap.close()
  return smallest(canvas)
}

/** A browser that cannot write webp gives png instead. */
function smallest(canvas: HTMLCanvasElement): string | null {
  let made = ''
  for (const quality of [0.85, 0.7, 0.5, 0.3]) {
    made = canvas.toDataURL('image/webp', quality)
    if (made.length <= enoughBytes) return made
  }
  return made.length <= largestImage ? made : null
}
