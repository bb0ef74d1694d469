import type { FoundSend, SendFilter } from '../../../shared/contract/sends.ts'
import type { AppDeps } from '../app-deps.ts'
import { giftsNamed, giftNames } from '../deck/gift-names.ts'
import type { HistoryFilter, Story, StoryStep } from '../ledger/history-protocol.ts'
import { toReceipt } from '../ledger/send.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { ExportLanguage } from '../ledger/export-rows.ts'
import { cannotRecord, fail } from '../errors/call-errors.ts'
import type { SendStory } from '../../../shared/contract/story.ts'
import { iso } from '../../../shared/domain/time.ts'
import { english, sentenceOf } from '../../../shared/sentences/sentences.ts'

interface SearchInput extends SendFilter {
  before?: number | undefined
  after?: number | undefined
  offset: number
  limit: number
  fold: boolean
}

/** The sends that pass the filter, by their press, newest first. */
export async function searchSends(
  deps: Pick<AppDeps, 'activeSends' | 'history' | 'gifts' | 'room' | 'policy'>,
  { before, after, offset, limit, fold, ...filter }: SearchInput,
): Promise<{ items: FoundSend[]; total: number; next: number | null }> {
  const { items, total, more } = await deps.history.search(toHistoryFilter(deps, filter), {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(fold && filter.stop === undefined && { foldFrom: deps.policy.history.foldFromCount }),
    offset,
    limit,
  })
  const shown = items.map(({ send, folded }) => ({
    ...toReceipt(deps.activeSends.view(send)),
    ...(folded && { folded }),
  }))
  return {
    // STOP reads as cancelled at once, also where its row has not been rewritten yet.
    items: shown.filter(({ state }) => filter.state === undefined || filter.state.includes(state)),
    total,
    next: more ? ((after === undefined ? items.at(-1) : items[0])?.send.pressed ?? null) : null,
  }
}

/** The contract's filter with its times as numbers, and the names on the deck's keys as gift ids. */
function toHistoryFilter({ gifts, room }: Pick<AppDeps, 'gifts' | 'room'>, filter: SendFilter): HistoryFilter {
  const { since, until, text } = filter
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  return {
    ...(given as Omit<HistoryFilter, 'since' | 'until'>),
    ...(text && { giftIds: giftsNamed(gifts(), text), giftRoom: room().config.name }),
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(until !== undefined && { until: Date.parse(until) }),
  } as HistoryFilter
}

/** Receipts by their last change, ascending. `next` is null where nothing is left now. */
export async function listSends(
  { activeSends, ledger }: Pick<AppDeps, 'activeSends' | 'ledger'>,
  of: { after: number; limit: number; newest: boolean },
): Promise<{ items: Receipt[]; next: number | null }> {
  // One more than asked for tells whether anything is left.
  const found = of.newest ? await ledger.newest(of.limit) : await ledger.after(of.after, of.limit + 1)
  const sends = found.slice(0, of.limit)
  return {
    items: sends.map((send) => toReceipt(activeSends.view(send))),
    next: found.length > sends.length ? sends.at(-1)!.seq : null,
  }
}

interface ExportInput extends SendFilter {
  format: 'csv' | 'json'
  language: ExportLanguage
}

/** Every send that passes the filter, oldest first, as pieces of one file. Nothing is held back: it goes page by page. */
export async function* exportSends(
  deps: Pick<AppDeps, 'history' | 'gifts' | 'room' | 'policy'>,
  { format, language, ...filter }: ExportInput,
): AsyncGenerator<string, void, void> {
  const names = giftNames(deps.room().config.name, deps.gifts())
  const wanted = toHistoryFilter(deps, filter)
  const limit = deps.policy.history.exportPageCount
  if (format === 'json') yield '['
  for (let after: number | null = 0; after !== null;) {
    const page = { filter: wanted, after, limit, format, language, names }
    const { text, last } = await deps.history.export(page)
    if (text !== '') yield text
    after = last
  }
  if (format === 'json') yield '\n]\n'
}

/** Everything that is over or unknown for good, whatever its age. Answers how many sends. */
export async function eraseSends({ activeSends }: Pick<AppDeps, 'activeSends'>): Promise<number> {
  try {
    return await activeSends.erase(0)
  } catch (error) {
    throw cannotRecord(error, 'Not everything could be erased: some of it is still on the disk.')
  }
}

/** Everything the ledger knows of one send, in the order it was recorded. */
export async function readStory(
  { activeSends, history }: Pick<AppDeps, 'activeSends' | 'history'>,
  id: string,
): Promise<SendStory> {
  const story = await history.story(id)
  if (!story) throw fail('NOT_FOUND', `There is no send ${id}.`)
  const runs = [...new Set(story.steps.map(({ boot }) => boot))]
  return {
    send: toReceipt(activeSends.view(story.send)),
    steps: story.steps.map((step) => toStep(step, story, runs)),
    parent: story.parent && toReceipt(activeSends.view(story.parent)),
    children: story.children.map((child) => toReceipt(activeSends.view(child))),
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
