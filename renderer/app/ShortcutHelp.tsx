import { useWords } from '../i18n/words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Shortcut } from '../ui/Shortcut.tsx'
import { shortcuts } from './shortcuts.ts'

const listed = ['stop', 'fire', 'move', 'press', 'post', 'deck', 'counts', 'activity', 'announce', 'help'] as const

export function ShortcutHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const words = useWords('status')
  const keys = (action: (typeof listed)[number]) =>
    action === 'fire'
      ? '1 … 9'
      : action === 'move'
        ? words('help.arrows')
        : action === 'press'
          ? 'Enter'
          : shortcuts[action]
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words('help.title')}>
      <dl className="flex flex-col gap-1">
        {listed.map((action) => (
          <div key={action} className="flex h-8 items-center justify-between gap-4 border-b border-line">
            <dt>{words(`help.${action}`)}</dt>
            <dd>
              <Shortcut keys={keys(action)} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
