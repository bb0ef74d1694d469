import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { LabelledChoice } from '../../ui/Segmented.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { Summary } from '../../ui/Summary.tsx'
import { obs as obsResource } from '../obs/store.ts'

export interface Made {
  name: string
  /** It holds the token, so it is shown only once. */
  address: string
}

/** The sizes of a browser source that the looks are made for. */
const sizes = {
  goal: { width: 300, height: 60 },
  corner: { width: 800, height: 600 },
  whole: { width: 1920, height: 1080 },
} as const
type Size = keyof typeof sizes
const allSizes = Object.keys(sizes) as Size[]

/** The hooks of renderer/overlay/overlay.css for a host's own style sheet. */
const cssExample = ':root { --gd-accent: gold }'
const cssVariables =
  '--gd-accent-text, --gd-text, --gd-plate, --gd-track, --gd-done, --gd-shadow, --gd-outline, --gd-font, --gd-size, --gd-radius, --gd-badge'
const cssIds = '#gd-goal, #gd-count, #gd-alert'

/** Renders the address of a new overlay, and how it gets into OBS. */
export function MadeOverlay({ made }: { made: Made }) {
  const t = useTranslate('overlays')
  const [size, setSize] = useState<Size>('corner')
  const { width, height } = sizes[size]
  return (
    <div className="flex flex-col gap-4">
      <p className="text-warn">{t('made.once')}</p>
      <CopyField label={t('made.address')} value={made.address} />
      <LabelledChoice
        label={t('size.label')}
        value={size}
        options={allSizes.map((each) => ({ value: each, label: `${sizes[each].width} × ${sizes[each].height}` }))}
        hint={t(`size.${size}`)}
        onChange={setSize}
      />
      <AddToObs made={made} size={{ width, height }} />
      <section aria-labelledby="by-hand" className="flex flex-col gap-1 border-t border-line pt-3">
        <h3 id="by-hand" className="font-medium">
          {t('byHand.title')}
        </h3>
        <p className="text-pretty text-ink-2">{t('byHand.text', { width, height })}</p>
      </section>
      <details className="group">
        <Summary className="text-ink-2">{t('css.title')}</Summary>
        <p className="mt-1 ml-5 break-words text-ink-2">
          {t('css.text', { example: cssExample, variables: cssVariables, ids: cssIds })}
        </p>
      </details>
    </div>
  )
}

type Added = Awaited<ReturnType<typeof client.obs.addSource>>

/** Renders the button that makes the browser source in OBS, and what OBS answered. */
function AddToObs({ made: { name, address }, size }: { made: Made; size: { width: number; height: number } }) {
  const t = useTranslate('overlays')
  const explain = useExplain()
  const { obs } = obsResource.use()
  obsResource.useLoaded()
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Added | { failure: string } | null>(null)
  const add = async () => {
    setBusy(true)
    setAnswer(null)
    try {
      setAnswer(await client.obs.addSource({ name, address, ...size }))
    } catch (error) {
      setAnswer({ failure: explain(error) })
    } finally {
      setBusy(false)
    }
  }
  const isConnected = obs?.connected === true
  const said = () => {
    if (answer === null) return isConnected ? null : t('obs.notConnected')
    if ('failure' in answer) return answer.failure
    if (answer.added) return t('obs.added', { name, scene: answer.scene ?? '' })
    return answer.problem === 'refused' || answer.problem === undefined
      ? answer.message
      : t(`obs.problem.${answer.problem}`, { name })
  }
  const isAdded = answer !== null && 'added' in answer && answer.added
  return (
    <div className="flex flex-col gap-2">
      <Button
        variant="accent"
        className="self-start"
        disabled={!isConnected || busy || isAdded}
        onClick={() => void add()}
      >
        {t('obs.add')}
      </Button>
      <output className="flex items-start gap-2 text-ink-2 empty:hidden">
        {said() !== null && (
          <>
            {answer !== null && <StateMark state={isAdded ? 'ok' : 'trouble'} className="mt-0.5" />}
            <span className="min-w-0 break-words">{said()}</span>
          </>
        )}
      </output>
    </div>
  )
}
