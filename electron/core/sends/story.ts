import type { SendStory } from '../../../shared/contract/story.ts'
import { iso } from '../../../shared/iso.ts'
import { english, sentenceOf } from '../../../shared/sentences/sentences.ts'
import type { AppParts } from '../app-parts.ts'
import { fail } from '../fail.ts'
import type { Story, StoryStep } from '../ledger/history-protocol.ts'
import { toReceipt } from '../ledger/send.ts'

/** Everything the ledger knows of one send, in the order it was recorded. */
export async function tellStory({ book, history }: Pick<AppParts, 'book' | 'history'>, id: string): Promise<SendStory> {
  const story = await history.story(id)
  if (!story) throw fail('NOT_FOUND', `There is no send ${id}.`)
  const runs = [...new Set(story.steps.map(({ boot }) => boot))]
  return {
    send: toReceipt(book.view(story.send)),
    steps: story.steps.map((step) => toStep(step, story, runs)),
    parent: story.parent && toReceipt(book.view(story.parent)),
    children: story.children.map((child) => toReceipt(book.view(child))),
  }
}

function toStep({ seq, boot, at, mono, state, evidence, call }: StoryStep, { steps }: Story, runs: readonly string[]) {
  const attempts = steps.filter((step) => step.state === 'sending' && step.seq <= seq).length
  const sentence = sentenceOf(english, { state, attempts, ...evidence })!
  const first = steps.find((step) => step.boot === boot)!
  return {
    seq,
    at: iso(at),
    /** The wall clock may jump; this one does not, and says nothing over a restart. */
    sinceFirstMs: first === steps[0] ? Math.round(mono - first.mono) : null,
    run: runs.indexOf(boot) + 1,
    state,
    message: [sentence.happened, sentence.viewers].filter(Boolean).join(' '),
    advice: sentence.advice,
    ...evidence,
    ...(call && { attempt: { callId: call.id, api: call.api, body: call.body } }),
  }
}
