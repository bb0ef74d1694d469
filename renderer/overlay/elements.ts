import { type OverlayLook, overlayLooks } from '../../shared/domain/overlays.ts'
import type { OverlayView } from '../../shared/contract/overlays.ts'
import { formats } from '../i18n/formats.ts'
import { speakIn } from '../i18n/speak-in.ts'
import english from '../i18n/en/overlayPage.json'
import chinese from '../i18n/zh-CN/overlayPage.json'
import type { AlertStage, ShownAlert } from './alert-queue.ts'

const words = { en: english, 'zh-CN': chinese }
type Language = OverlayView['language']

/** Returns the texts and the numbers of a language, the numbers by the function that the cockpit uses too. */
function speech(language: Language) {
  const locale = language in words ? language : 'en'
  const announce = speakIn([{ locale, words: { overlay: words[locale] } }])
  return {
    locale,
    t: (word: string, values = {}) => announce('overlay', word, values),
    number: (value: number | null) => (value === null ? '–' : formats(locale).number(value)),
  }
}

/** The most characters that a name shows. Whatever is longer does not fit in a line, and would only cost time. */
const mostCharacters = 120

/** Returns a text of anybody as it is displayed: one line, bounded, and without halves of characters. */
const displayText = (text: string) =>
  String(text)
    .slice(0, mostCharacters)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .replace(/\s+/g, ' ')

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Returns the first character, such as a flag or a family, because the place of an icon holds one. */
const iconText = (icon: string) => [...characters.segment(displayText(icon).trim().slice(0, 24))][0]?.segment ?? '🎁'

/**
 * Creates an element with its class, and with an id if the class begins with `#`. Everything on the page is made here
 * and filled with text nodes, so a name can never become an element.
 */
function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string, ...children: Node[]) {
  const element = document.createElement(tag)
  if (name.startsWith('#')) element.id = name.slice(1)
  element.className = name.replace('#', '')
  element.append(...children)
  return element
}

/** Changes a text only if it is another one, so that a message without news paints nothing. */
function setText(element: Element, text: string): boolean {
  if (element.textContent === text) return false
  element.textContent = text
  return true
}

export interface OverlayElements extends AlertStage {
  /** Shows this view; null hides everything at once. */
  render(view: OverlayView | null): void
  /** Written to `data-state`, for a host's own style sheet and for tests. Viewers see no difference. */
  setState: (state: 'open' | 'lost') => void
}

/** Builds the elements of an overlay inside `parent` and returns the functions that fill them. */
export function createElements(parent: ParentNode): OverlayElements {
  const badges = [0, 1, 2].map(() => make('span', 'gd-badge'))
  const title = make('span', 'gd-goal-title')
  const now = make('span', 'gd-goal-now')
  const target = make('span', 'gd-goal-target')
  const unit = make('span', 'gd-goal-unit')
  const numbers = make('span', 'gd-goal-numbers', now, target, unit)
  const fill = make('div', 'gd-goal-fill')
  const marks = make('div', 'gd-goal-marks')
  const bar = make('div', 'gd-goal-bar', fill, marks)
  const goal = make('section', '#gd-goal', make('div', 'gd-goal-head', badges[0]!, title, numbers), bar)

  const label = make('span', 'gd-count-label')
  const value = make('span', 'gd-count-value')
  const count = make('section', '#gd-count', make('div', 'gd-count-head', badges[1]!, label), value)

  const icon = make('span', 'gd-alert-icon')
  const name = make('span', 'gd-alert-name')
  const pieces = make('span', 'gd-alert-pieces')
  const alert = make('section', '#gd-alert', icon, make('span', 'gd-alert-text', name, pieces), badges[2]!)

  const stage = make('div', 'gd-stage', alert, goal, count)
  const overlay = make('div', '#gd-overlay', stage)
  overlay.dataset['state'] = 'waiting'
  overlay.hidden = true
  parent.append(overlay)

  let spoken = speech('en')

  const renderGoal = (shown: NonNullable<OverlayView['goal']>) => {
    setText(title, displayText(shown.title).trim() || spoken.t('untitled'))
    setText(now, spoken.number(shown.now))
    setText(target, ` / ${spoken.number(shown.target)}`)
    setText(unit, ` ${spoken.t(shown.measure)}`)
    const progress = shown.target > 0 ? Math.min(1, Math.max(0, (shown.now ?? 0) / shown.target)) : 0
    goal.style.setProperty('--gd-progress', String(progress))
    goal.dataset['reached'] = String(progress >= 1)
    const places = shown.segments.map(({ at }) => at / shown.target).filter((place) => place > 0 && place < 1)
    while (marks.childElementCount > places.length) marks.lastElementChild!.remove()
    while (marks.childElementCount < places.length) marks.append(make('span', 'gd-goal-mark'))
    for (const [index, place] of places.entries()) {
      const mark = marks.children[index] as HTMLElement
      mark.style.left = `${place * 100}%`
      mark.dataset['reached'] = String(progress >= place)
    }
  }
  const renderCount = (shown: NonNullable<OverlayView['count']>) => {
    setText(label, spoken.t(shown.measure))
    const wasEmpty = value.textContent === ''
    const isNews = setText(value, spoken.number(shown.now))
    if (isNews && !wasEmpty) pulse(value)
  }

  return {
    render(view) {
      overlay.hidden = view === null
      if (view === null) {
        // What is shown again would otherwise repeat its last motion.
        delete value.dataset['changed']
        return
      }
      overlay.dataset['look'] = overlayLooks.find((look) => look === view.look) ?? ('card' satisfies OverlayLook)
      overlay.dataset['environment'] = view.environment
      spoken = speech(view.language)
      overlay.lang = spoken.locale
      for (const badge of badges) {
        badge.hidden = view.environment === 'live'
        setText(badge, spoken.t('test'))
      }
      goal.hidden = view.goal === null
      if (view.goal) renderGoal(view.goal)
      count.hidden = view.count === null
      if (view.count) renderCount(view.count)
    },
    setState: (state) => void (overlay.dataset['state'] = state),
    show(shown: ShownAlert) {
      const isGift = shown.kind === 'gift'
      setText(icon, isGift ? iconText(shown.icon) : '🎁')
      const amount = spoken.number(shown.pieces)
      setText(name, isGift ? displayText(shown.name) : spoken.t('more', { amount, count: shown.pieces }))
      setText(pieces, isGift ? `×${amount}` : '')
      alert.dataset['shown'] = 'true'
      overlay.dataset['alert'] = 'true'
    },
    hide() {
      alert.dataset['shown'] = 'false'
      overlay.dataset['alert'] = 'false'
    },
  }
}

const betweenPulsesMs = 1_500
const pulsedAt = new WeakMap<Element, number>()

/** Draws the eye to a number that changed, but not all the time. A host's style sheet can restyle `data-changed`. */
function pulse(element: HTMLElement) {
  const now = performance.now()
  if (now - (pulsedAt.get(element) ?? -Infinity) < betweenPulsesMs) return
  pulsedAt.set(element, now)
  element.dataset['changed'] = element.dataset['changed'] === 'a' ? 'b' : 'a'
}
