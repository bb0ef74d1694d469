import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { clearAside, useAside, useTellFailure } from './aside.ts'

export function AsideLine() {
  const words = useWords('announcements')
  const aside = useAside((state) => state.aside)
  const tellFailure = useTellFailure()
  return (
    <output className="sticky bottom-0 flex items-center gap-2 rounded-m bg-raised px-3 py-2 shadow-float empty:hidden">
      {aside?.kind === 'failed' && <span className="text-bad">{aside.text}</span>}
      {aside?.kind === 'removed' && (
        <>
          <span className="min-w-0 truncate text-ink-2">{words('removed', { text: aside.text })}</span>
          <Button
            size="s"
            className="ml-auto"
            onClick={() => {
              clearAside()
              void aside.undo().catch(tellFailure)
            }}
          >
            {words('undo')}
          </Button>
        </>
      )}
    </output>
  )
}
