import type {
  CompanionButtonPresetDefinition,
  CompanionOptionValues,
  CompanionPresetDefinitions,
  CompanionPresetFeedback,
} from '@companion-module/base'
import { choiceText, type NamedChoice } from './key-choice.ts'

const white = 0xff_ff_ff
const black = 0x00_00_00
const red = 0xb0_00_00
const orange = 0xc2_41_0c
const grey = 0x3f_3f_46
const offline: CompanionPresetFeedback = {
  feedbackId: 'offline',
  options: {},
  style: { text: 'OFFLINE', color: white, bgcolor: 0x18_18_1b },
}

interface ButtonOptions {
  text: string
  action?: { actionId: string; options: CompanionOptionValues }
  feedbacks: CompanionPresetFeedback[]
}

const button = (
  category: string,
  name: string,
  { text, action, feedbacks }: ButtonOptions,
): CompanionButtonPresetDefinition => ({
  type: 'button',
  category,
  name,
  style: { text, size: 'auto', color: white, bgcolor: black },
  steps: [{ down: action ? [action] : [], up: [] }],
  feedbacks,
})

/** `label` is the name that a host gave to the connection; variables are addressed by it. */
export function presetDefinitions(
  label: string,
  keys: readonly NamedChoice[],
  templates: readonly NamedChoice[],
): CompanionPresetDefinitions {
  const variable = (id: string) => `$(${label}:${id})`
  const presets: CompanionPresetDefinitions = {}
  for (const key of keys) {
    const options = { key: choiceText(key) }
    // The feedback writes the text by the key's id. A variable of its place would name another key after a move.
    presets[`key ${choiceText(key)}`] = button(`Deck of ${key.room}`, key.label, {
      text: key.label,
      action: { actionId: 'fire', options: { ...options, count: '' } },
      feedbacks: [{ feedbackId: 'key', options }],
    })
  }
  for (const template of templates) {
    const options = { template: choiceText(template) }
    presets[`announcement ${choiceText(template)}`] = button(`Announcements of ${template.room}`, template.label, {
      text: template.label,
      action: { actionId: 'announce', options },
      feedbacks: [{ feedbackId: 'announcement', options }, offline],
    })
  }
  const stopped: CompanionPresetFeedback = { feedbackId: 'stopped', options: {} }
  presets['stop'] = button('Safety', 'STOP', {
    text: 'STOP',
    action: { actionId: 'stop', options: {} },
    feedbacks: [{ ...stopped, style: { text: 'STOPPED\nnothing is sent', color: white, bgcolor: red } }, offline],
  })
  presets['resume'] = button('Safety', 'Resume', {
    text: 'Resume',
    action: { actionId: 'resume', options: {} },
    feedbacks: [{ ...stopped, style: { text: 'STOPPED\npress to resume', color: white, bgcolor: red } }, offline],
  })
  const lock = [
    { feedbackId: 'locked', options: {}, style: { text: 'LOCKED\npress to arm', color: white, bgcolor: grey } },
    {
      feedbackId: 'armed',
      options: {},
      style: { text: `ARMED\n${variable('armed_seconds')} s`, color: white, bgcolor: orange },
    },
    offline,
  ]
  presets['armed'] = button('Safety', 'Armed: open the live lock for one press', {
    text: 'Arm\nnot live',
    action: { actionId: 'arm', options: { seconds: 10, hold: false } },
    feedbacks: lock,
  })
  presets['armed-hold'] = button('Safety', 'Armed: open the live lock for a minute', {
    text: 'Arm 1 min\nnot live',
    action: { actionId: 'arm', options: { seconds: 60, hold: true } },
    feedbacks: lock,
  })
  presets['disarm'] = button('Safety', 'Lock the live room', {
    text: 'Lock',
    action: { actionId: 'disarm', options: {} },
    feedbacks: [lock[1]!, offline],
  })
  presets['count'] = button('Counts', 'Count', {
    text: `Gifts ${variable('count')}\nsession ${variable('session_count')}`,
    feedbacks: [offline],
  })
  presets['room'] = button('Counts', 'Room and environment', {
    text: `${variable('room')}\n${variable('environment')}`,
    feedbacks: [
      {
        feedbackId: 'environment',
        options: { is: 'live' },
        style: { text: `${variable('room')}\nLIVE`, color: white, bgcolor: orange },
      },
      offline,
    ],
  })
  return presets
}
