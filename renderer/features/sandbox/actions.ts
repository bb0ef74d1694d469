import { ToyBrick } from 'lucide-react'
import { labelsOf, type ActionGroup } from '../../platform/actions.ts'
import { openDialog } from '../../platform/navigation.ts'
import { useStatus } from '../status/store.ts'

const sandbox = labelsOf('sandbox')

export const sandboxActions: ActionGroup = {
  name: sandbox('actions.title'),
  list: () => [
    {
      id: 'sandbox.open',
      label: sandbox('actions.open'),
      icon: ToyBrick,
      run: () => openDialog('sandbox'),
      why: useStatus.getState().status?.environment === 'sandbox' ? null : sandbox('actions.onlySandbox'),
    },
  ],
}
