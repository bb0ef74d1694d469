import type { CDPSession, Page } from '@playwright/test'

const modifierBits = { ctrl: 2, meta: 4, shift: 8 }
interface KeyOf {
  key: string
  code: string
  /** The key's number; 229 is a key that an input method has taken. */
  number?: number
  modifiers?: readonly (keyof typeof modifierBits)[]
  repeat?: boolean
}

/** Keys below what Playwright offers: real compositions, as an input method makes them, and releases that never come. */
export class Keyboard {
  private cdp: CDPSession
  constructor(cdp: CDPSession) {
    this.cdp = cdp
  }
  static of = async (page: Page) => new Keyboard(await page.context().newCDPSession(page))

  down = (of: KeyOf) => this.send('rawKeyDown', of)
  up = (of: KeyOf) => this.send('keyUp', of)

  /** Begins a word, or goes on with it: the field shows it, and nothing has been chosen yet. */
  async compose(text: string) {
    await this.down({ key: 'Process', code: 'KeyN', number: 229 })
    await this.cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  /** Ends the word with what was chosen. */
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
