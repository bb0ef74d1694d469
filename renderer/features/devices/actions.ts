import { Cable } from 'lucide-react'
import { labelsOf, type ActionGroup } from '../../platform/actions.ts'
import { openDialog } from '../../platform/navigation.ts'

const label = labelsOf('devices')

export const deviceActions: ActionGroup = {
  name: label('title'),
  list: () => [{ id: 'devices.open', label: label('open'), icon: Cable, run: () => openDialog('devices') }],
}
