import { describe, expect, it } from 'vitest'
import { placeWindow } from '../../electron/main/window-place.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const left = { x: 100, y: 50, width: 900, height: 700, maximized: false }
const usual = { width: 1280, height: 800, maximized: false }

describe('the position of the window', () => {
  it('is the one the host left', () => {
    expect(placeWindow(left, [screen])).toEqual(left)
  })

  it('is the default at the first start, and when the stored value is invalid', () => {
    expect(placeWindow(undefined, [screen])).toEqual(usual)
    expect(placeWindow({ ...left, width: 'wide' }, [screen])).toEqual(usual)
  })

  it('is the default when its screen is gone', () => {
    expect(placeWindow({ ...left, x: 2500 }, [screen])).toEqual(usual)
    expect(placeWindow({ ...left, x: 2500 }, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2500 })
  })

  it('is never too small to use', () => {
    expect(placeWindow({ ...left, width: 90, height: 90 }, [screen])).toMatchObject({ width: 360, height: 480 })
  })
})
