import { Component } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** One panel that breaks must not take the deck and STOP away with it. */
export class PanelBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken onAgain={() => this.setState({ broken: false })} /> : this.props.children
  }
}

function Broken({ onAgain }: { onAgain: () => void }) {
  const words = useWords('app')
  return (
    <div role="alert" className="flex h-full rounded-l bg-panel">
      <EmptyState title={words('broken.title')} action={<Button onClick={onAgain}>{words('broken.again')}</Button>}>
        {words('broken.text')}
      </EmptyState>
    </div>
  )
}
