import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { formats } from '../../../renderer/i18n/formats.ts'
import { createElements } from '../../../renderer/overlay/elements.ts'
import { previewOptions } from '../../../renderer/overlay/preview.ts'
import { hostileNames, sampleView } from '../../support/overlay-view.ts'

const at = (selector: string) => document.querySelector<HTMLElement>(selector)!
const text = (selector: string) => at(selector).textContent

let elements: ReturnType<typeof createElements>
beforeEach(() => {
  document.body.replaceChildren()
  elements = createElements(document.body)
})

describe('the elements of an overlay', () => {
  it('show nothing before the first view', () => {
    expect(at('#gd-overlay').hidden).toBe(true)
  })

  it('show the numbers as the cockpit writes them', () => {
    elements.render(sampleView({ count: { measure: 'coins', now: 1_234_567 } }))
    const { number } = formats('en')
    expect(text('.gd-goal-numbers')).toBe(`${number(1284)} / ${number(2000)} gifts`)
    expect([text('.gd-count-value'), text('.gd-count-label')]).toEqual([number(1_234_567), 'coins'])
  })

  it('show a dash for a number that is not known, and an empty bar', () => {
    const view = sampleView({ count: { measure: 'gifts', now: null } })
    elements.render({ ...view, goal: { ...view.goal!, now: null } })
    expect([text('.gd-count-value'), text('.gd-goal-now')]).toEqual(['–', '–'])
    expect(at('#gd-goal').style.getPropertyValue('--gd-progress')).toBe('0')
  })

  it('show only what the view has', () => {
    elements.render(sampleView({ goal: null }))
    expect([at('#gd-goal').hidden, at('#gd-count').hidden]).toEqual([true, false])
    elements.render(sampleView({ count: null }))
    expect([at('#gd-goal').hidden, at('#gd-count').hidden]).toEqual([false, true])
  })

  it('are gone with a view of null, and come back', () => {
    elements.render(sampleView())
    expect(at('#gd-overlay').hidden).toBe(false)
    elements.render(null)
    expect(at('#gd-overlay').hidden).toBe(true)
    elements.render(sampleView())
    expect(at('#gd-overlay').hidden).toBe(false)
  })

  it.each([
    ['en', 'sandbox', 'TEST'],
    ['zh-CN', 'test', '测试'],
  ] as const)('carry a badge in %s while the room is %s', (language, environment, word) => {
    elements.render(sampleView({ language, environment }))
    const badges = [...document.querySelectorAll<HTMLElement>('.gd-badge')]
    expect(badges.map(({ hidden, textContent }) => [hidden, textContent])).toEqual(Array(3).fill([false, word]))
    elements.render(sampleView({ language, environment: 'live' }))
    expect(badges.every(({ hidden }) => hidden)).toBe(true)
  })

  it('fill the bar up to its end, and mark the segments', () => {
    const view = sampleView()
    elements.render(view)
    const marks = () => [...document.querySelectorAll<HTMLElement>('.gd-goal-mark')]
    expect(marks().map(({ style, dataset }) => [style.left, dataset['reached']])).toEqual([
      ['25%', 'true'],
      ['75%', 'false'],
    ])
    elements.render({ ...view, goal: { ...view.goal!, now: 9_000, segments: [{ at: 500, label: '' }] } })
    expect(marks()).toHaveLength(1)
    expect(at('#gd-goal').style.getPropertyValue('--gd-progress')).toBe('1')
    expect(at('#gd-goal').dataset['reached']).toBe('true')
    expect(text('.gd-goal-now')).toBe('9,000')
  })

  it('name the gifts of an alert, and count those that have no name', () => {
    elements.render(sampleView())
    elements.show({ kind: 'gift', name: 'Rose', icon: '🌹', pieces: 1_400 })
    expect([text('.gd-alert-icon'), text('.gd-alert-name'), text('.gd-alert-pieces')]).toEqual(['🌹', 'Rose', '×1,400'])
    elements.show({ kind: 'more', pieces: 1 })
    expect([text('.gd-alert-name'), text('.gd-alert-pieces')]).toEqual(['+1 more gift', ''])
    elements.render(sampleView({ language: 'zh-CN' }))
    elements.show({ kind: 'more', pieces: 1_200 })
    expect(text('.gd-alert-name')).toBe('还有 1,200 个礼物')
  })

  it('have a look of their own when the host sends one that this page does not know', () => {
    elements.render({ ...sampleView(), look: 'neon' as 'card' })
    expect(at('#gd-overlay').dataset['look']).toBe('card')
  })

  it.each(hostileNames)('show a name of %s as a bounded text', (_, name) => {
    const count = document.querySelectorAll('*').length
    const view = sampleView()
    elements.render({ ...view, goal: { ...view.goal!, title: name, segments: [] } })
    elements.show({ kind: 'gift', name, icon: name, pieces: 1 })
    expect(document.querySelectorAll('*')).toHaveLength(count)
    for (const selector of ['.gd-goal-title', '.gd-alert-name']) {
      expect(text(selector)!.length).toBeLessThanOrEqual(120)
      expect(text(selector)!.isWellFormed()).toBe(true)
    }
    expect(text('.gd-alert-icon')!.length).toBeLessThanOrEqual(24)
  })

  it('are made without HTML from texts, anywhere in the page', () => {
    const folder = path.resolve(import.meta.dirname, '../../../renderer')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    const parsesHtml =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTML|DOMParser/i
    expect(files.length).toBeGreaterThan(100)
    expect(files.filter((name) => parsesHtml.test(readFileSync(path.join(folder, name), 'utf8')))).toEqual([])
  })
})

describe('the address of a preview', () => {
  const read = (query: string) => previewOptions(new URLSearchParams(query))

  it('names what is shown', () => {
    expect(read('preview&look=ribbon&language=zh-CN&goal=0&count=1&alerts=0&environment=test')).toEqual({
      look: 'ribbon',
      language: 'zh-CN',
      environment: 'test',
      goal: false,
      count: true,
      alerts: false,
    })
  })

  it('shows everything as a card when it names nothing or nonsense', () => {
    const everything = { look: 'card', language: 'en', environment: 'live', goal: true, count: true, alerts: true }
    expect(read('preview')).toEqual(everything)
    expect(read('preview&look=<b>&language=fr&environment=0')).toEqual(everything)
  })
})
