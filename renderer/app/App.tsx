import { Toaster } from '../ui/Toaster.tsx'
import { Cockpit } from './Cockpit.tsx'
import { Refused } from './Refused.tsx'
import { useConnection } from './connection.ts'

export function App() {
  const refused = useConnection(({ state }) => state === 'refused')
  return (
    <>
      {refused ? <Refused /> : <Cockpit />}
      <Toaster />
    </>
  )
}
