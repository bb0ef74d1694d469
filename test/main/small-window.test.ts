import { describe, expect, it } from 'vitest'
import { placeSmall, readSmall } from '../../electron/main/window-place.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 100, width: 1280, height: 600 }

describe('the small window', () => {
  it('is off at first, and when the stored value is invalid', () => {
    expect(readSmall(undefined)).toEqual({ on: false })
    expect(readSmall({ on: 'yes' })).toEqual({ on: false })
  })

  it('first opens 360 wide at the right edge of the screen the window is on', () => {
    expect(placeSmall({ on: true }, [screen, second], screen)).toEqual({ x: 1544, y: 16, width: 360, height: 720 })
    expect(placeSmall({ on: true }, [screen, second], second)).toEqual({ x: 2824, y: 116, width: 360, height: 568 })
  })

  it('opens at its last position', () => {
    const box = { x: 2000, y: 200, width: 420, height: 500 }
    expect(placeSmall({ on: true, box }, [screen, second], screen)).toEqual(box)
  })

  it('is moved into view when its screen is gone, and is never too small to use', () => {
    const box = { x: 2000, y: 200, width: 20, height: 20 }
    expect(placeSmall({ on: true, box }, [screen], screen)).toMatchObject({ x: 1544, width: 360 })
    const tiny = { x: 100, y: 100, width: 200, height: 200 }
    expect(placeSmall({ on: true, box: tiny }, [screen], screen)).toMatchObject({ x: 100, width: 360, height: 480 })
  })
})
