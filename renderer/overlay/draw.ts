import type { OverlayAlert, OverlayView } from '../../shared/contract/overlays.ts'
import { formats } from '../i18n/formats.ts'
import { createAlertQueue, type ShownAlert } from './alert-queue.ts'
import { words } from './words.ts'

/** An overlay that is drawn into an element. All texts are text nodes, because names of gifts and goals are hostile. */
export interface DrawnOverlay {
  /** Null hides everything. */
  show(view: OverlayView | null): void
  alert(alert: OverlayAlert): void
}

/** Longer names do not fit in any source. */
const longestText = 80

export function drawOverlay(parent: Element | DocumentFragment): DrawnOverlay {
  const root = element('main', 'gd-overlay', 'gd-overlay')
  const badge = element('p', 'gd-badge')
  const goal = drawGoal()
  const count = drawCount()
  const alert = drawAlert()
  root.append(badge, alert.box, goal.box, count.box)
  root.hidden = true
  parent.append(root)

  let current: OverlayView | null = null
  const queue = createAlertQueue({
    show: (shown) => current && alert.show(shown, current),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer as number),
  })

  return {
    show(view) {
      if (!view?.alerts) queue.clear()
      current = view
      root.hidden = view === null
      if (!view) return
      const { look, language, environment } = view
      root.dataset['look'] = look
      root.lang = language
      badge.hidden = environment === 'live'
      write(badge, words[language].test)
      goal.show(view)
      count.show(view)
    },
    alert: (given) => current?.alerts && queue.add(given),
  }
}

function drawGoal() {
  const box = element('section', 'gd-goal', 'gd-goal')
  const head = element('div', 'gd-goal-head')
  const title = element('p', 'gd-goal-title')
  const value = element('p', 'gd-goal-value')
  const track = element('div', 'gd-goal-track')
  const bar = element('div', 'gd-goal-bar')
  const marks = element('div', 'gd-goal-marks')
  track.append(bar, marks)
  head.append(title, value)
  box.append(head, track)
  return {
    box,
    show({ goal, language }: OverlayView) {
      box.hidden = goal === null
      if (!goal) return
      const { number } = formats(language)
      write(title, goal.title)
      write(value, `${goal.now === null ? '–' : number(goal.now)} / ${number(goal.target)}`)
      const share = Math.min(1, Math.max(0, (goal.now ?? 0) / goal.target))
      bar.style.transform = `scaleX(${share})`
      box.dataset['reached'] = String(share === 1)
      marks.replaceChildren(
        ...goal.segments.map(({ at }) => {
          const mark = element('i', 'gd-goal-mark')
          mark.style.left = `${(at / goal.target) * 100}%`
          return mark
        }),
      )
    },
  }
}

function drawCount() {
  const box = element('section', 'gd-count', 'gd-count')
  const label = element('p', 'gd-count-label')
  const value = element('p', 'gd-count-value')
  box.append(value, label)
  return {
    box,
    show({ count, language }: OverlayView) {
      box.hidden = count === null
      if (!count) return
      write(label, words[language].count[count.measure])
      write(value, count.now === null ? '–' : formats(language).number(count.now))
    },
  }
}

function drawAlert() {
  const box = element('section', 'gd-alert', 'gd-alert')
  const icon = element('span', 'gd-alert-icon')
  const text = element('span', 'gd-alert-text')
  const pieces = element('span', 'gd-alert-pieces')
  box.append(icon, text, pieces)
  box.hidden = true
  let isShown = false
  return {
    box,
    show(alert: ShownAlert | null, { language }: OverlayView) {
      if (!alert) return hide()
      const { number } = formats(language)
      const isGift = alert.is === 'gift'
      write(icon, isGift ? alert.icon : '🎁')
      write(text, isGift ? alert.name : words[language].more(number(alert.pieces)))
      write(pieces, isGift ? `×${number(alert.pieces)}` : '')
      box.dataset['pieces'] = String(alert.pieces)
      box.hidden = false
      move(box, isShown ? [{ transform: 'scale(1.06)' }, { transform: 'none' }] : entering, isShown ? 160 : 320)
      isShown = true
    },
  }

  function hide() {
    if (!isShown) return
    isShown = false
    const leaving = move(box, [{ opacity: 1 }, { opacity: 0 }], 240)
    const hideNow = () => {
      if (!isShown) box.hidden = true
    }
    if (leaving) leaving.addEventListener('finish', hideNow)
    else hideNow()
  }
}

const entering = [
  { opacity: 0, transform: 'translateY(-60%) scale(0.9)' },
  { opacity: 1, transform: 'none' },
]

/** Only `transform` and `opacity` change, which costs OBS no layout. */
function move(of: HTMLElement, frames: Keyframe[], duration: number): Animation | null {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return null
  return of.animate(frames, { duration, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' })
}

function element(tag: string, className: string, id?: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  if (id !== undefined) made.id = id
  return made
}

/** Text only. A text that is much too long would cost layout, although it is cut off. */
function write(into: HTMLElement, text: string) {
  const short = text.length > longestText ? `${Array.from(text).slice(0, longestText).join('')}…` : text
  if (into.textContent !== short) into.textContent = short
}
