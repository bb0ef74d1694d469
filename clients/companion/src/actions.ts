import type { CompanionActionDefinitions, DropdownChoice, LogLevel } from '@companion-module/base'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { GiftdeckClient } from '../../giftdeck-client/client.ts'
import { announcementId, dropdown } from './feedbacks.ts'
import { choiceText, readChoice, type KnownChoices } from './key-choice.ts'
import { liveView, type Shown } from './key-state.ts'
import { outcomeOfFailure } from './own-presses.ts'

export interface ActionDeps {
  client: () => GiftdeckClient | null
  shown: () => Shown
  /** Called after every change of a press. */
  onChange: () => void
  log: (level: LogLevel, message: string) => void
  keys: KnownChoices
  templates: KnownChoices
  keyChoices: DropdownChoice[]
  templateChoices: DropdownChoice[]
}

type Send = (client: GiftdeckClient, onAccepted: (ids: readonly string[]) => void) => Promise<Receipt[]>

/** Nothing is sent while offline: a press that waited for the connection would arrive when nobody expects it. */
const notConnected = 'Giftdeck is not connected, so nothing was sent.'

/** An empty number field means: as the key says. */
const numberOf = (value: unknown) => {
  const number = Number(value)
  return value === undefined || value === '' || !Number.isInteger(number) || number < 1 ? undefined : number
}

export function actionDefinitions(deps: ActionDeps): CompanionActionDefinitions {
  const { shown, log, keys, templates } = deps

  /**
   * Sends once and never repeats. Resolves once Giftdeck has accepted or refused: Companion waits five seconds for an
   * action, and a send may take longer than that.
   */
  function send(id: string, label: string, sendIt: Send): Promise<void> {
    const press = shown().presses.begin(id)
    const client = deps.client()
    if (client === null || liveView(shown()) === null) {
      press.refused(notConnected)
      log('warn', `${label}: ${notConnected}`)
      deps.onChange()
      return Promise.resolve()
    }
    deps.onChange()
    return new Promise((resolve) => {
      const accepted = (ids: readonly string[]) => {
        press.accepted(ids)
        deps.onChange()
        resolve()
      }
      const ended = (receipts: Receipt[]) => {
        press.ended(receipts)
        for (const { state, message, advice } of receipts)
          if (state !== 'delivered') log('warn', `${label}: ${state}. ${message} ${advice}`.trim())
      }
      const failed = (error: unknown) => log('warn', `${label}: ${press.failed(error).message}`)
      void sendIt(client, accepted)
        .then(ended, failed)
        .finally(() => {
          deps.onChange()
          resolve()
        })
    })
  }

  function refuse(id: string, label: string, why: string) {
    shown().presses.begin(id).refused(why)
    log('warn', `${label}: ${why}`)
    deps.onChange()
  }

  async function command(label: string, run: (client: GiftdeckClient) => Promise<void>) {
    const client = deps.client()
    if (client === null) return log('warn', `${label}: ${notConnected}`)
    await run(client).catch((error: unknown) => {
      const { state, message } = outcomeOfFailure(error)
      log('warn', `${label}: ${state === 'refused' ? message : 'Giftdeck did not answer. Look in Giftdeck.'}`)
    })
  }

  return {
    fire: {
      name: 'Press a key of the deck',
      description: 'Sends all gifts of the key, once. Refused if another room is active.',
      options: [
        dropdown('key', 'Key', deps.keyChoices),
        {
          type: 'textinput',
          id: 'count',
          label: 'How many (empty: as the key says)',
          default: '',
          useVariables: true,
        },
      ],
      async callback({ options }) {
        const choice = readChoice(options['key'])
        if (choice === null) return log('warn', 'This button has no key yet. Choose one in its action.')
        const id = choiceText(choice)
        const label = keys.labelOf(choice) ?? choice.id
        const written = String(options['count'] ?? '').trim()
        const count = numberOf(written)
        // A count that cannot be read must not become another count.
        if (written !== '' && count === undefined)
          return refuse(id, label, `"${written}" is not a number of gifts, so nothing was sent.`)
        await send(id, label, (client, onAccepted) =>
          client.press(choice, { onAccepted, ...(count !== undefined && { count }) }),
        )
      },
    },
    announce: {
      name: 'Post an announcement',
      description: 'Posts a template of the active room, with its variables filled, once.',
      options: [dropdown('template', 'Announcement', deps.templateChoices)],
      async callback({ options }) {
        const choice = readChoice(options['template'])
        if (choice === null) return log('warn', 'This button has no announcement yet. Choose one in its action.')
        const id = announcementId(choiceText(choice))
        const label = templates.labelOf(choice) ?? choice.id
        const view = liveView(shown())
        if (view !== null && (view.status.room !== choice.room || view.deck.room !== choice.room))
          return refuse(id, label, `This announcement belongs to the room "${choice.room}". Nothing was posted.`)
        const template = view?.templates.find((each) => each.id === choice.id)
        if (view !== null && template === undefined)
          return refuse(id, label, 'This announcement is no longer in Giftdeck. Nothing was posted.')
        await send(id, label, async (client, onAccepted) => {
          const { text, extensionInfo } = template!
          const extension = extensionInfo !== undefined && { extensionInfo }
          return [await client.announce(text, { onAccepted, ...extension })]
        })
      },
    },
    stop: {
      name: 'STOP: cancel everything unsent',
      options: [],
      callback: () => command('STOP', (client) => client.stop()),
    },
    resume: {
      name: 'Resume after STOP',
      options: [],
      callback: () => command('Resume', (client) => client.resume()),
    },
    arm: {
      name: 'Arm the live room',
      description: 'Opens the live lock for one press, or for all presses until the time is over.',
      options: [
        { type: 'number', id: 'seconds', label: 'Seconds', min: 1, max: 600, default: 10 },
        { type: 'checkbox', id: 'hold', label: 'Stay open until the time is over', default: false },
      ],
      callback: ({ options }) =>
        command('Arm', (client) =>
          client.arm({ seconds: numberOf(options['seconds']) ?? 10, hold: options['hold'] === true }),
        ),
    },
    disarm: {
      name: 'Lock the live room',
      options: [],
      callback: () => command('Lock', (client) => client.disarm()),
    },
  }
}
