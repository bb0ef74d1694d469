import { ArchiveRestore, ClipboardList } from 'lucide-react'
import { labelsOf, type ActionGroup } from '../../platform/actions.ts'
import { openDialog } from '../../platform/navigation.ts'

const support = labelsOf('support')

export const supportActions: ActionGroup = {
  name: support('title'),
  list: () => [
    {
      id: 'support.diagnostics',
      label: support('diagnostics.open'),
      icon: ClipboardList,
      run: () => openDialog('diagnostics'),
    },
    { id: 'support.backups', label: support('backups.open'), icon: ArchiveRestore, run: () => openDialog('backups') },
  ],
}
