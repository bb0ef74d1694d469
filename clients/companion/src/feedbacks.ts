import type {
  CompanionAdvancedFeedbackResult,
  CompanionBooleanFeedbackDefinition,
  CompanionFeedbackDefinitions,
  DropdownChoice,
  SomeCompanionFeedbackInputField,
} from '@companion-module/base'
import { choiceText, readChoice, type KnownChoices } from './key-choice.ts'
import {
  keyState,
  isLocked,
  keyOfView,
  liveView,
  pressText,
  stateText,
  type KeyState,
  type Shown,
} from './key-state.ts'

const white = 0xff_ff_ff
const red = 0xb0_00_00
const colours = {
  running: 0x1d_4e_d8,
  delivered: 0x15_80_3d,
  refused: red,
  unknown: 0xb4_53_09,
  held: 0x52_52_5b,
  stopped: red,
  locked: 0x3f_3f_46,
  armed: 0xc2_41_0c,
  offline: 0x18_18_1b,
  connecting: 0x18_18_1b,
  missing: 0x18_18_1b,
  'other-room': 0x58_1c_87,
  ready: 0x00_00_00,
} as const

export interface FeedbackDeps {
  shown: () => Shown
  keys: KnownChoices
  templates: KnownChoices
  keyChoices: DropdownChoice[]
  templateChoices: DropdownChoice[]
}

export const dropdown = (id: string, label: string, choices: DropdownChoice[]) => ({
  type: 'dropdown' as const,
  id,
  label,
  choices,
  default: choices[0]?.id ?? '',
})

/** A boolean feedback with a text, so that its state can be read without its colour. */
const boolean = (
  name: string,
  style: { text?: string; bgcolor: number },
  options: SomeCompanionFeedbackInputField[],
  callback: CompanionBooleanFeedbackDefinition['callback'],
): CompanionBooleanFeedbackDefinition => ({
  type: 'boolean',
  name,
  defaultStyle: { color: white, ...style },
  options,
  callback,
})

/** A running press is shown first, then what keeps a press from being sent, then the last press. */
const colourOf = ({ blocked, last }: KeyState) =>
  last === 'running' ? colours.running : colours[blocked ?? last ?? 'ready']

/** The arrows mean that another device made the newest press of the key. */
function keyAppearance(label: string, state: KeyState): CompanionAdvancedFeedbackResult {
  const pieces = state.pieces === null ? [] : [`${state.pieces}${state.isFromElsewhere ? ' ⇄' : ''}`]
  return { text: [label, ...pieces, stateText(state)].join('\n'), color: white, bgcolor: colourOf(state) }
}

export function feedbackDefinitions(deps: FeedbackDeps): CompanionFeedbackDefinitions {
  const { shown, keys, templates } = deps
  const key = dropdown('key', 'Key', deps.keyChoices)
  const status = () => liveView(shown())?.status
  return {
    key: {
      type: 'advanced',
      name: 'Key: its label, pieces and state as text and colour',
      description: 'Shows the key itself, wherever it stands in the deck.',
      options: [key],
      callback: ({ options }) => {
        const choice = readChoice(options['key'])
        if (choice === null) return { text: 'Choose a key', color: white, bgcolor: colours.missing }
        // In another room, the room tells more than the id of a key that was never seen.
        const label = keyOfView(shown().view, choice)?.label ?? keys.labelOf(choice) ?? choice.room
        return keyAppearance(label, keyState(shown(), choice, choiceText(choice)))
      },
    },
    announcement: {
      type: 'advanced',
      name: 'Announcement: its name and what became of it as text and colour',
      options: [dropdown('template', 'Announcement', deps.templateChoices)],
      callback: ({ options }) => {
        const choice = readChoice(options['template'])
        if (choice === null) return { text: 'Choose an announcement', color: white, bgcolor: colours.missing }
        const last = shown().presses.outcome(announcementId(choiceText(choice)))?.state ?? null
        const text = [templates.labelOf(choice) ?? choice.room, ...(last === null ? [] : [pressText[last]])].join('\n')
        return { text, color: white, bgcolor: colours[last ?? 'ready'] }
      },
    },
    key_last: boolean(
      'Key: what became of the last press by this device',
      { bgcolor: colours.delivered },
      [
        key,
        dropdown(
          'state',
          'State',
          Object.entries(pressText).map(([id, label]) => ({ id, label })),
        ),
      ],
      ({ options }) => shown().presses.outcome(String(options['key']))?.state === options['state'],
    ),
    key_other_room: boolean(
      'Key: belongs to another room than the active one',
      { text: 'OTHER ROOM', bgcolor: colours['other-room'] },
      [key],
      ({ options }) => {
        const choice = readChoice(options['key'])
        return choice !== null && keyState(shown(), choice, choiceText(choice)).blocked === 'other-room'
      },
    ),
    stopped: boolean(
      'STOP was pressed',
      { text: 'STOPPED', bgcolor: colours.stopped },
      [],
      () => status()?.stopped === true,
    ),
    locked: boolean(
      'The live room is locked',
      { text: 'LOCKED', bgcolor: colours.locked },
      [],
      () => status() !== undefined && isLocked(status()!),
    ),
    armed: boolean(
      'The live room is armed',
      { text: 'ARMED', bgcolor: colours.armed },
      [],
      () => status()?.environment === 'live' && status()?.armed === true,
    ),
    environment: boolean(
      'The room is of this environment',
      { bgcolor: colours.armed },
      [
        dropdown(
          'is',
          'Environment',
          ['live', 'test', 'sandbox'].map((id) => ({ id, label: id })),
        ),
      ],
      ({ options }) => status()?.environment === options['is'],
    ),
    offline: boolean(
      'Giftdeck is not connected',
      { text: 'OFFLINE', bgcolor: colours.offline },
      [],
      () => liveView(shown()) === null,
    ),
  }
}

/** Keys and templates may have equal ids, so their presses are told apart. */
export const announcementId = (choice: string) => `announcement ${choice}`
