import type { CDPSession, Page } from '@playwright/test'

const modifierBits = { ctrl: 2, meta: 4, shift: 8 }
interface KeyOf {
  key: string
  code: string
  /** The key code; 229 means that an input method has consumed the key. */
  number?: number
  modifiers?: readonly (keyof typeof modifierBits)[]
  repeat?: boolean
}

/**
 * Key events that Playwright does not offer: real compositions, as an input method makes them, and keys without a
 * release event.
 */
export class Keyboard {
  private cdp: CDPSession
  constructor(cdp: CDPSession) {
    this.cdp = cdp
  }
  static of = async (page: Page) => new Keyboard(await page.context().newCDPSession(page))

  down = (of: KeyOf) => this.send('rawKeyDown', of)
  up = (of: KeyOf) => this.send('keyUp', of)

  /** Begins or continues a composition: the field shows the text, and nothing is committed yet. */
  async compose(text: string) {
    await this.down({ key: 'Process', code: 'KeyN', number: 229 })
    await this.cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  /** Ends the composition with the committed text. */
  commit = (text: string) => this.cdp.send('Input.insertText', { text })

  private send(type: 'rawKeyDown' | 'keyUp', { key, code, number = 0, modifiers = [], repeat = false }: KeyOf) {
    return this.cdp.send('Input.dispatchKeyEvent', {
      type,
      key,
      code,
      windowsVirtualKeyCode: number,
      modifiers: modifiers.reduce((bits, name) => bits + modifierBits[name], 0),
      autoRepeat: repeat,
    })
  }
}
