import { Octagon, Play } from 'lucide-react'
import { labelsOf, type ActionGroup } from '../../platform/actions.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { resume, stop } from './stop.ts'
import { useStatus } from './store.ts'

const status = labelsOf('status')

export const statusActions: ActionGroup = {
  name: status('actions.title'),
  list: () => [
    {
      id: 'status.stop',
      label: status('actions.stop'),
      icon: Octagon,
      shortcut: shortcuts.stop,
      also: { label: status('actions.stopToo'), shortcut: shortcuts.stopToo },
      scope: 'everywhere',
      run: stop,
    },
    {
      id: 'status.resume',
      label: status('actions.resume'),
      icon: Play,
      run: resume,
      why: useStatus.getState().status?.stopped === true ? null : status('actions.notStopped'),
    },
  ],
}
